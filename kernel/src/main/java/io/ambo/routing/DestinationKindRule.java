package io.ambo.routing;

import io.ambo.core.DestinationKind;
import io.ambo.core.Message;

/** Excludes destinations of a kind that the key does not allow. */
final class DestinationKindRule implements SetRule {

    private final RuleScope scope;

    DestinationKindRule(RuleScope scope) {
        this.scope = scope;
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        for (var kind : DestinationKind.values()) {
            if (!inquiry.question().allowance().kinds().contains(kind)) {
                Bits.remove(bits, scope.kind(kind));
            }
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return !inquiry.question().allowance().kinds().contains(scope.at(d).kind());
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        return Message.of("routing.destination-kind", named(scope.at(d).kind()));
    }

    /** The display name of a destination kind. */
    static Message named(DestinationKind kind) {
        return Message.of("routing.kind." + kind.id());
    }
}
