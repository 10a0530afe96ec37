package io.ambo.routing;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Tier;
import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Named;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The input from which rules are compiled: destinations, policy and names, with the sets that several rules share. */
final class RuleScope {

    private final List<Destination> destinations;
    private final Policy policy;
    private final Names names;
    private final Map<String, Named> kindsOfValues;
    private final Map<DestinationKind, long[]> kinds = new EnumMap<>(DestinationKind.class);
    private final Map<DataClass, long[]> inClear = new EnumMap<>(DataClass.class);
    private final long[][] tiers = new long[Tier.HIGHEST + 1][];
    private final long[] inHouse;
    private final long[] all;

    RuleScope(Catalog catalog, Policy policy) {
        this.destinations = catalog.destinations();
        this.policy = policy;
        this.names = new Names(catalog, policy);
        this.kindsOfValues = catalog.recognisers().stream()
                .collect(Collectors.toMap(Recogniser::id, Recogniser::named, (first, second) -> first));
        for (var kind : DestinationKind.values()) {
            kinds.put(kind, where(it -> it.kind() == kind));
        }
        for (var dataClass : DataClass.values()) {
            inClear.put(dataClass, where(it -> treatment(it, dataClass) == Treatment.CLEAR));
        }
        for (var tier = 0; tier <= Tier.HIGHEST; tier++) {
            var least = tier;
            tiers[tier] = where(it -> it.tierValue() >= least);
        }
        inHouse = where(RuleScope::inHouse);
        all = Bits.all(destinations.size());
    }

    List<Destination> destinations() {
        return destinations;
    }

    Destination at(int d) {
        return destinations.get(d);
    }

    Policy policy() {
        return policy;
    }

    /** The display name of the values that a recogniser finds; its id if it has no name. */
    Named kindOfValue(String recogniser) {
        return kindsOfValues.getOrDefault(recogniser, new Named(recogniser, Map.of()));
    }

    Names names() {
        return names;
    }

    Treatment treatment(Destination destination, DataClass dataClass) {
        return policy.treatment(destination.kind(), dataClass);
    }

    /** The destinations that satisfy a condition. */
    long[] where(Predicate<Destination> passes) {
        var set = none();
        for (var d = 0; d < destinations.size(); d++) {
            if (passes.test(destinations.get(d))) {
                Bits.add(set, d);
            }
        }
        return set;
    }

    /** All destinations, as a new set. */
    long[] all() {
        return all.clone();
    }

    long[] none() {
        return Bits.none(destinations.size());
    }

    /** The destinations of a kind. */
    long[] kind(DestinationKind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    /** The destinations to which data of a class is sent unchanged. */
    long[] inClear(DataClass dataClass) {
        return Objects.requireNonNull(inClear.get(dataClass));
    }

    /** The destinations of at least that tier. */
    long[] tier(int least) {
        return tiers[least];
    }

    /** The destinations on this machine or on a private server. */
    long[] inHouse() {
        return inHouse;
    }

    static boolean inHouse(Destination destination) {
        return destination.kind() != DestinationKind.CLOSED;
    }
}
