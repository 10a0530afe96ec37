package io.ambo.routing;

import io.ambo.core.Capability;
import io.ambo.core.Message;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Excludes a model without a capability that the request needs. */
final class CapabilityRule implements SetRule {

    private final RuleScope scope;
    private final Map<Capability, long[]> capable = new EnumMap<>(Capability.class);
    /** Models that answer conversations rather than produce embeddings. */
    private final long[] answering;

    CapabilityRule(RuleScope scope) {
        this.scope = scope;
        for (var capability : Capability.values()) {
            capable.put(capability, scope.where(it -> it.capabilities().contains(capability)));
        }
        answering = scope.where(it -> !it.capabilities().contains(Capability.EMBEDDINGS));
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        var needs = inquiry.question().needs();
        for (var capability : needs) {
            Bits.keep(bits, Objects.requireNonNull(capable.get(capability)));
        }
        if (!needs.contains(Capability.EMBEDDINGS)) {
            Bits.keep(bits, answering);
        } else if (mixes(inquiry)) {
            Bits.keep(bits, scope.none());
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return missing(inquiry, d).isPresent() || embedsOnly(inquiry, d) || mixes(inquiry);
    }

    /** A required capability that the model lacks. */
    private Optional<Capability> missing(Inquiry inquiry, int d) {
        return inquiry.question().needs().stream()
                .sorted()
                .filter(capability -> !scope.at(d).capabilities().contains(capability))
                .findFirst();
    }

    private boolean embedsOnly(Inquiry inquiry, int d) {
        return !inquiry.question().needs().contains(Capability.EMBEDDINGS)
                && scope.at(d).capabilities().contains(Capability.EMBEDDINGS);
    }

    /** Returns whether embeddings are requested under a name for several models, whose vectors are not comparable. */
    static boolean mixes(Inquiry inquiry) {
        return inquiry.question().needs().contains(Capability.EMBEDDINGS)
                && !inquiry.asked().one();
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        if (embedsOnly(inquiry, d)) {
            return Message.of("routing.embeddings-only");
        }
        return mixes(inquiry)
                ? Message.of("routing.embeddings-by-name", inquiry.question().asked())
                : Message.of(
                        "routing.capability",
                        missing(inquiry, d).map(it -> (Object) it.id()).orElse(""));
    }
}
