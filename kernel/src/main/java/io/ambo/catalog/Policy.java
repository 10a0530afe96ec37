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
 * The rules of the house for a group of callers: what may go where, and what names like {@code auto} mean.
 *
 * @param name {@code default} holds for everybody who names no other
 * @param treatments for each destination kind and class; the compact constructor demands all of them
 * @param aliases names that callers may ask for instead of a model; {@code auto} is always one
 * @param aggregations kinds of findings that together raise the class
 * @param marked words that raise the class and are replaced like other findings
 * @param media the class of pictures, sound and files, which are not read as text
 * @param scanLimit how long one scan of a request may take; after that {@code onScanFailure} decides
 * @param restoreInAddresses where in the answer a value may stand within an address
 * @param steering for members that steer more than the answer: what is done about them
 */
public record Policy(
        String name,
        Map<DestinationKind, Map<DataClass, Treatment>> treatments,
        List<Alias> aliases,
        List<Aggregation> aggregations,
        List<MarkedWords> marked,
        DataClass media,
        Duration scanLimit,
        ScanFailure onScanFailure,
        JournalFailure onJournalFailure,
        RestoreInAddresses restoreInAddresses,
        Optional<Money> ceiling,
        List<Steering> steering) {

    public static final String DEFAULT = "default";

    /** The alias that every policy has: whichever model fits. */
    public static final String AUTO = "auto";

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
        steering = List.copyOf(steering);
    }

    public Treatment treatment(DestinationKind kind, DataClass dataClass) {
        var row = treatments.get(kind);
        var treatment = row == null ? null : row.get(dataClass);
        return treatment == null ? Treatment.REFUSE : treatment;
    }

    public Optional<Alias> alias(String asked) {
        return aliases.stream().filter(alias -> alias.name().equals(asked)).findFirst();
    }

    /**
     * A name that stands for whichever model fits.
     *
     * @param tier the floor: least tier of a model that may answer
     * @param speed least tokens per second, of models whose speed was measured; 0 is any
     * @param belowFloor whether a model below the floor, or slower, may answer when every other one is excluded
     * @param models when not empty, only these ({@code provider/model} or {@code provider/*})
     * @param ceiling most that one request may be estimated to cost
     */
    public record Alias(
            String name, int tier, int speed, BelowFloor belowFloor, Set<String> models, Optional<Money> ceiling) {
        public Alias {
            models = Set.copyOf(models);
        }
    }

    /** When no model at or above the floor may answer. */
    public enum BelowFloor {
        /** The request is refused. */
        REFUSE,
        /** The best model on this machine or on a private server answers, and the verdict says so. */
        IN_HOUSE,
        /** The best model of all that may answer does, one on this machine last, and the verdict says so. */
        HIGHEST_TIER
    }

    /**
     * Findings that are worth more together: if at least one of each named kind was found, the class is at least this.
     *
     * @param together ids of recognisers
     */
    public record Aggregation(Set<String> together, DataClass dataClass) {
        public Aggregation {
            together = Set.copyOf(together);
        }
    }

    /** Words that the policy marks, with the class they raise a request to and the token that replaces them. */
    public record MarkedWords(String id, Set<String> words, DataClass dataClass, String token) {
        public MarkedWords {
            words = Set.copyOf(words);
        }
    }

    /** What becomes of a request that was not scanned to its end. */
    public enum ScanFailure {
        REFUSE,
        /** It counts as L5 in which nothing can be replaced: it goes only where L5 may go as it is. */
        HIGHEST_CLASS
    }

    /** What happens when the journal cannot be written. */
    public enum JournalFailure {
        REFUSE,
        SERVE
    }

    /** In which addresses of an answer values are put back; whoever follows an address tells its host what stands in it. */
    public enum RestoreInAddresses {
        NONE,
        /** Those whose host stood in the request, in what the caller's side wrote. */
        KNOWN_HOSTS,
        ALL
    }

    /**
     * A member of a request that steers more than the answer, and what is done about it at a kind of destination.
     *
     * @param member its name at the top of the body
     * @param action for each kind; a kind that is not named carries it
     */
    public record Steering(String member, Map<DestinationKind, Action> action) {

        public Steering {
            action = Map.copyOf(action);
        }

        /** Carry it, leave it out, or exclude the destination. */
        public enum Action {
            CARRY,
            DROP,
            REFUSE
        }
    }
}
