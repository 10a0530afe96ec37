package io.ambo.catalog;

import io.ambo.core.DataClass;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a policy searches for names that no pattern finds: of persons, addresses, places and organisations.
 *
 * @param tagger which tagger reads the texts
 * @param certainty how sure the tagger must be; beside a cue such as a title, a telephone or an identity number,
 *     {@code likely} is always enough
 * @param limit how long the tagger may read one request; after that {@code on-scan-failure} decides
 * @param classes the class of each kind; findings of L0 are reported and stay in the text
 */
public record NameRules(Tier tagger, Certainty certainty, Duration limit, Map<Kind, DataClass> classes) {

    /** Their usual classes. */
    private static final Map<Kind, DataClass> USUAL = Map.of(
            Kind.PERSON, DataClass.L2,
            Kind.ADDRESS, DataClass.L2,
            Kind.LOCATION, DataClass.L0,
            Kind.ORGANIZATION, DataClass.L0);

    /** The kinds that taggers find. */
    public static final List<Kind> KINDS = List.of(Kind.PERSON, Kind.ADDRESS, Kind.LOCATION, Kind.ORGANIZATION);

    /** No tagger. */
    public static final NameRules NONE = new NameRules(Tier.NONE, Certainty.LIKELY, Duration.ofSeconds(1), Map.of());

    public NameRules {
        var whole = new EnumMap<Kind, DataClass>(USUAL);
        whole.putAll(classes);
        classes = Map.copyOf(whole);
    }

    /** The usual class of a kind that taggers find. */
    public static DataClass usual(Kind kind) {
        return USUAL.getOrDefault(kind, DataClass.L0);
    }

    /** The class of a kind. */
    public DataClass dataClass(Kind kind) {
        return classes.getOrDefault(kind, DataClass.L0);
    }

    /** The taggers there are. */
    public enum Tier {
        NONE,
        /** Small and quick. */
        FAST,
        /** Slower and more accurate; an optional part of this program. */
        ACCURATE
    }

    /** The least certainty of a finding. */
    public enum Certainty {
        LIKELY,
        SURE
    }
}
