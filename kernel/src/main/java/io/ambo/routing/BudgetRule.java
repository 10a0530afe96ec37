package io.ambo.routing;

import io.ambo.core.Message;

/** Excludes a destination whose worst-case cost exceeds the remaining budget. */
final class BudgetRule implements CostRule {

    BudgetRule(RuleScope scope) {}

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        var worst = inquiry.prices().worst(d, inquiry.question().size());
        return inquiry.isPriced(d) && worst > inquiry.limits().budget();
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var question = inquiry.question();
        return Message.of(
                "routing.budget-left",
                Prices.shown(inquiry.prices().reserved(d, question.size())),
                Prices.shown(question.budgetLeft()));
    }
}
