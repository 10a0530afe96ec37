package io.ambo.privacy;

import io.ambo.catalog.NameRules;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Replacements;
import io.ambo.catalog.Treatment;
import io.ambo.config.CatalogReader;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The recognisers of the house, and policies to try them with. */
final class RecogniserFiles {

    private static final List<Recogniser> ALL =
            new CatalogReader(Set.of()).builtIn().recognisers();

    private RecogniserFiles() {}

    static List<Recogniser> all() {
        return ALL;
    }

    static Policy policy(List<Policy.Aggregation> aggregations, List<Policy.MarkedWords> marked) {
        return policy(aggregations, marked, Policy.ScanFailure.REFUSE, NameRules.NONE);
    }

    /** Words of illness and the like that are nobody's have this class. */
    static Policy subjectsAlone(DataClass subjectsAlone) {
        return policy(List.of(), List.of(), Policy.ScanFailure.REFUSE, NameRules.NONE, subjectsAlone);
    }

    /** A scan may take ten seconds. */
    static Policy policy(Policy.ScanFailure onScanFailure) {
        return policy(onScanFailure, NameRules.NONE);
    }

    /** The same with a search for names. */
    static Policy policy(Policy.ScanFailure onScanFailure, NameRules names) {
        return policy(List.of(), List.of(), onScanFailure, names);
    }

    private static Policy policy(
            List<Policy.Aggregation> aggregations,
            List<Policy.MarkedWords> marked,
            Policy.ScanFailure onScanFailure,
            NameRules names) {
        return policy(aggregations, marked, onScanFailure, names, DataClass.L0);
    }

    /** Values are replaced as told. */
    static Policy policy(Replacements replacements) {
        return policy(List.of(), List.of(), Policy.ScanFailure.REFUSE, NameRules.NONE, DataClass.L0, replacements);
    }

    private static Policy policy(
            List<Policy.Aggregation> aggregations,
            List<Policy.MarkedWords> marked,
            Policy.ScanFailure onScanFailure,
            NameRules names,
            DataClass subjectsAlone) {
        return policy(aggregations, marked, onScanFailure, names, subjectsAlone, Replacements.PLACEHOLDERS);
    }

    private static Policy policy(
            List<Policy.Aggregation> aggregations,
            List<Policy.MarkedWords> marked,
            Policy.ScanFailure onScanFailure,
            NameRules names,
            DataClass subjectsAlone,
            Replacements replacements) {
        var treatments = new EnumMap<DestinationKind, Map<DataClass, Treatment>>(DestinationKind.class);
        for (var kind : DestinationKind.values()) {
            var row = new EnumMap<DataClass, Treatment>(DataClass.class);
            for (var dataClass : DataClass.values()) {
                row.put(dataClass, Treatment.DE_IDENTIFY);
            }
            treatments.put(kind, row);
        }
        return new Policy(
                Policy.DEFAULT,
                treatments,
                replacements,
                List.of(),
                aggregations,
                marked,
                names,
                DataClass.L4,
                subjectsAlone,
                Duration.ofSeconds(10),
                onScanFailure,
                Policy.JournalFailure.REFUSE,
                Policy.RestoreInAddresses.KNOWN_HOSTS,
                Set.of(Policy.EVERY_TOOL),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    static Policy policy() {
        return policy(List.of(), List.of());
    }
}
