package io.ambo.catalog;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for a group of callers: which data may go where, and what aliases such as {@code auto} mean.
 *
 * @param name {@code default} applies to every request that selects no other
 * @param treatments one for each destination kind and class; the compact constructor requires all of them
 * @param replacements what takes the place of values where a class is sent de-identified
 * @param aliases names that callers may use instead of a model; {@code auto} is always one of them
 * @param aggregations kinds of findings that together raise the class
 * @param marked words that raise the class and are replaced like other findings
 * @param names how names that no pattern finds are searched for
 * @param media the class of images, audio and files, which are not read as text
 * @param subjectsAlone the class of words of illness, religion and the like that are nobody's; at most their own
 * @param scanLimit how long one scan of a request may take; after that {@code onScanFailure} decides
 * @param restoreInAddresses in which addresses of an answer values are restored
 * @param restoreInTools names of the tools in whose arguments values are restored; {@link #EVERY_TOOL} stands for all
 * @param steering what is done about members that control more than the answer
 * @param guards ids of the guards that watch the answers
 * @param sources what its rules follow
 */
public record Policy(
        String name,
        Map<DestinationKind, Map<DataClass, Treatment>> treatments,
        Replacements replacements,
        List<Alias> aliases,
        List<Aggregation> aggregations,
        List<MarkedWords> marked,
        NameRules names,
        DataClass media,
        DataClass subjectsAlone,
        Duration scanLimit,
        ScanFailure onScanFailure,
        JournalFailure onJournalFailure,
        RestoreInAddresses restoreInAddresses,
        Set<String> restoreInTools,
        Optional<Money> ceiling,
        List<Steering> steering,
        List<String> guards,
        List<Source> sources) {

    public static final String DEFAULT = "default";

    /** The alias that every policy has: any suitable model. */
    public static final String AUTO = "auto";

    /** Among {@code restoreInTools}: every tool. */
    public static final String EVERY_TOOL = "*";

    public Policy {
        var whole = new EnumMap<DestinationKind, Map<DataClass, Treatment>>(DestinationKind.class);
        for (var kind : DestinationKind.values()) {
            var row = treatments.getOrDefault(kind, Map.of());
            for (var dataClass : DataClass.values()) {
                if (!row.containsKey(dataClass)) {
                    throw new IllegalArgumentException("no treatment for " + dataClass + " at " + kind.id());
                }
            }
            whole.put(kind, Map.copyOf(row));
        }
        treatments = Map.copyOf(whole);
        aliases = List.copyOf(aliases);
        aggregations = List.copyOf(aggregations);
        marked = List.copyOf(marked);
        restoreInTools = Set.copyOf(restoreInTools);
        steering = List.copyOf(steering);
        guards = List.copyOf(guards);
        sources = List.copyOf(sources);
    }

    public Treatment treatment(DestinationKind kind, DataClass dataClass) {
        var row = treatments.get(kind);
        var treatment = row == null ? null : row.get(dataClass);
        return treatment == null ? Treatment.REFUSE : treatment;
    }

    /** Returns whether values are restored in the arguments of a tool with this name; empty if it has not been told. */
    public boolean restoresIn(String tool) {
        return restoreInTools.contains(EVERY_TOOL) || restoreInTools.contains(tool);
    }

    public Optional<Alias> alias(String asked) {
        return aliases.stream().filter(alias -> alias.name().equals(asked)).findFirst();
    }

    /**
     * A name for any suitable model.
     *
     * @param tier the floor: the lowest tier of a model that may answer
     * @param speed least tokens per second, of models with a measured speed; 0 is any
     * @param belowFloor whether a model below the floor, or slower, may answer when every other one is excluded
     * @param models if not empty, only these ({@code provider/model} or {@code provider/*})
     * @param ceiling the highest estimated cost of one request
     */
    public record Alias(
            String name, int tier, int speed, BelowFloor belowFloor, Set<String> models, Optional<Money> ceiling) {
        public Alias {
            models = Set.copyOf(models);
        }
    }

    /** What happens if no model at or above the floor may answer. */
    public enum BelowFloor {
        /** The request is refused. */
        REFUSE,
        /** The best model on this machine or on a private server answers, and the verdict says so. */
        IN_HOUSE,
        /** The best model that may answer does, one on this machine last, and the verdict says so. */
        HIGHEST_TIER
    }

    /**
     * Findings that together are more sensitive: if at least one of each kind is found, the class is at least this one.
     *
     * @param together ids of kinds and of marked words; the id of a recogniser stands for what it alone finds
     */
    public record Aggregation(Set<String> together, DataClass dataClass) {
        public Aggregation {
            together = Set.copyOf(together);
        }
    }

    /** Words marked by the policy, the class to which they raise a request, and the token that replaces them. */
    public record MarkedWords(String id, Set<String> words, DataClass dataClass, String token) {
        public MarkedWords {
            words = Set.copyOf(words);
        }
    }

    /** What happens to a request whose scan was not completed. */
    public enum ScanFailure {
        REFUSE,
        /** It counts as L5 with nothing replaceable: it goes only where L5 may go unchanged. */
        HIGHEST_CLASS
    }

    /** What happens when the journal cannot be written. */
    public enum JournalFailure {
        REFUSE,
        SERVE
    }

    /** In which addresses of an answer values are restored. Following an address discloses its content to its host. */
    public enum RestoreInAddresses {
        NONE,
        /** Addresses whose host appeared in the request, in text from the caller's side. */
        KNOWN_HOSTS,
        ALL
    }

    /**
     * A member of a request that controls more than the answer, and what is done about it for each destination kind.
     *
     * @param member its name at the top level of the body
     * @param action by kind; it is passed on to kinds that are not listed
     */
    public record Steering(String member, Map<DestinationKind, Action> action) {

        public Steering {
            action = Map.copyOf(action);
        }

        /** Pass the member on, remove it, or exclude the destination. */
        public enum Action {
            CARRY,
            DROP,
            REFUSE
        }
    }
}
