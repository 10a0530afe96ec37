package io.ambo.routing;

import io.ambo.core.Message;

/** Excludes a destination with an unknown price if there is a limit on cost. */
final class UnknownPriceRule implements CostRule {

    UnknownPriceRule(RuleScope scope) {}

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return !inquiry.limits().none() && !inquiry.isPriced(d);
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        return Message.of("routing.unknown-price");
    }
}
