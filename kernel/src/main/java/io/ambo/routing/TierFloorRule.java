package io.ambo.routing;

import io.ambo.core.Message;

/** Excludes a model below the alias' tier. */
final class TierFloorRule implements SetRule {

    private final RuleScope scope;

    TierFloorRule(RuleScope scope) {
        this.scope = scope;
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        if (inquiry.asked().alias()) {
            Bits.keep(bits, scope.tier(inquiry.asked().floor()));
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return inquiry.asked().alias()
                && scope.at(d).tierValue() < inquiry.asked().floor();
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        return Message.of(
                "routing.tier-floor",
                scope.at(d).tierValue(),
                inquiry.question().asked(),
                inquiry.asked().floor());
    }
}
