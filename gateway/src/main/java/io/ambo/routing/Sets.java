package io.ambo.routing;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Policy.Steering.Action;
import io.ambo.catalog.Tier;
import io.ambo.catalog.Treatment;
import io.ambo.core.Capability;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Every rule of a catalogue and a policy, compiled to the set of destinations that it lets through. */
final class Sets {

    private final List<Destination> destinations;
    private final Policy policy;
    private final Map<DestinationKind, long[]> kinds = new EnumMap<>(DestinationKind.class);
    private final Map<DataClass, long[]> classes = new EnumMap<>(DataClass.class);
    private final Map<DataClass, long[]> inClear = new EnumMap<>(DataClass.class);
    private final Map<Capability, long[]> capabilities = new EnumMap<>(Capability.class);
    private final long[][] tiers = new long[Tier.HIGHEST + 1][];
    private final Map<String, long[]> languages = new HashMap<>();
    private final Map<String, long[]> steering = new HashMap<>();
    private final long[] answering;
    private final long[] anyLanguage;
    private final Thresholds context;
    private final Thresholds maxOutput;
    private final Thresholds speed;

    Sets(Catalog catalog, Policy policy) {
        this.destinations = catalog.destinations();
        this.policy = policy;
        for (var kind : DestinationKind.values()) {
            kinds.put(kind, where(it -> it.kind() == kind));
        }
        for (var dataClass : DataClass.values()) {
            classes.put(dataClass, where(it -> treatment(it, dataClass) != Treatment.REFUSE));
            inClear.put(dataClass, where(it -> treatment(it, dataClass) == Treatment.CLEAR));
        }
        for (var capability : Capability.values()) {
            capabilities.put(capability, where(it -> it.capabilities().contains(capability)));
        }
        answering = where(it -> !it.capabilities().contains(Capability.EMBEDDINGS));
        for (var tier = 0; tier <= Tier.HIGHEST; tier++) {
            var least = tier;
            tiers[tier] = where(it -> it.tierValue() >= least);
        }
        anyLanguage = where(it -> it.languages().isEmpty());
        destinations.forEach(it -> it.languages().forEach(this::compileLanguage));
        policy.steering().forEach(it -> steering.put(it.member(), where(at -> action(it, at.kind()) != Action.REFUSE)));
        context = new Thresholds(destinations, Destination::context);
        maxOutput = new Thresholds(destinations, Destination::maxOutput);
        speed = new Thresholds(destinations, Examination::tokensPerSecond);
    }

    private Treatment treatment(Destination destination, DataClass dataClass) {
        return policy.treatment(destination.kind(), dataClass);
    }

    private void compileLanguage(String language) {
        languages.computeIfAbsent(
                language,
                _ -> where(it -> it.languages().isEmpty() || it.languages().contains(language)));
    }

    private long[] where(Predicate<Destination> passes) {
        var set = Bits.none(destinations.size());
        for (var d = 0; d < destinations.size(); d++) {
            if (passes.test(destinations.get(d))) {
                Bits.add(set, d);
            }
        }
        return set;
    }

    static Action action(Policy.Steering rule, DestinationKind kind) {
        return rule.action().getOrDefault(kind, Action.CARRY);
    }

    /** The policy's rule for a member: by its whole name, or by {@code name.*}. */
    static Optional<Policy.Steering> steering(Policy policy, String member) {
        var dot = member.indexOf('.');
        var family = dot < 0 ? "" : member.substring(0, dot) + ".*";
        var found = Optional.<Policy.Steering>empty();
        for (var rule : policy.steering()) {
            if (rule.member().equals(member)) {
                return Optional.of(rule);
            }
            if (rule.member().equals(family)) {
                found = Optional.of(rule);
            }
        }
        return found;
    }

    long[] kind(DestinationKind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    /** Those in the house: on this machine, or on a server of one's own. */
    long[] inHouse() {
        var set = kind(DestinationKind.EMBEDDED).clone();
        Bits.addAll(set, kind(DestinationKind.PRIVATE));
        return set;
    }

    long[] lettingThrough(DataClass dataClass) {
        return Objects.requireNonNull(classes.get(dataClass));
    }

    long[] inClear(DataClass dataClass) {
        return Objects.requireNonNull(inClear.get(dataClass));
    }

    long[] media() {
        return inClear(policy.media());
    }

    long[] capability(Capability capability) {
        return Objects.requireNonNull(capabilities.get(capability));
    }

    /** Those that answer conversations, and do not give embeddings instead. */
    long[] answering() {
        return answering;
    }

    long[] context(long tokens) {
        return context.atLeast(tokens);
    }

    long[] maxOutput(long tokens) {
        return maxOutput.atLeast(tokens);
    }

    /** Those that nobody measured to be slower than so many tokens per second. */
    long[] speed(long tokensPerSecond) {
        return speed.atLeast(tokensPerSecond);
    }

    long[] speaking(String language) {
        return languages.getOrDefault(language, anyLanguage);
    }

    /** Those of at least that tier. */
    long[] tier(int least) {
        return tiers[least];
    }

    /** Takes away who refuses a member. */
    void keepSteering(long[] bits, String member) {
        var rule = steering(policy, member);
        var set = rule.isEmpty() ? null : steering.get(rule.get().member());
        if (set != null) {
            Bits.keep(bits, set);
        }
    }
}
