package io.ambo.routing;

import io.ambo.core.Message;

/** Ranks a destination behind those that cost less for this request. */
final class PriceRankRule implements OrderRule {

    PriceRankRule(RuleScope scope) {}

    @Override
    public Message words(Inquiry inquiry, int d) {
        return Message.of("routing.price-rank");
    }
}
