package io.ambo.routing;

import io.ambo.catalog.Policy;
import io.ambo.core.Message;

/** Excludes a destination whose estimate exceeds the cost ceiling of the request. */
final class PriceCeilingRule implements CostRule {

    private final RuleScope scope;

    PriceCeilingRule(RuleScope scope) {
        this.scope = scope;
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return inquiry.isPriced(d) && inquiry.estimate(d) > inquiry.limits().ceiling();
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var question = inquiry.question();
        var alias = scope.policy().alias(question.asked()).flatMap(Policy.Alias::ceiling);
        return Message.of(
                "routing.price-ceiling",
                Prices.shown(inquiry.prices().estimate(d, question.size())),
                Prices.shown(alias.or(scope.policy()::ceiling)));
    }
}
