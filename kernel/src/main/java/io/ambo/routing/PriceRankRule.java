package io.ambo.routing;

import io.ambo.core.Message;

/** Others cost less for this request; it may answer after them. */
final class PriceRankRule implements OrderRule {

    PriceRankRule(RuleScope scope) {}

    @Override
    public Message words(Inquiry inquiry, int d) {
        return Message.of("routing.price-rank");
    }
}
