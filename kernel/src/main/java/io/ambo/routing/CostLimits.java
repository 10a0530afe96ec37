package io.ambo.routing;

import io.ambo.catalog.Rates;

/**
 * The limits on a request's cost, as numbers for comparison.
 *
 * @param ceiling the highest allowed estimate
 * @param budget the highest allowed worst case
 */
record CostLimits(long ceiling, long budget) {

    static CostLimits of(Question question, ResolvedName asked, long policyCeiling, Rates rates) {
        var budget =
                question.budgetLeft().map(money -> Prices.limit(money, rates)).orElse(Long.MAX_VALUE);
        return new CostLimits(Math.min(asked.ceiling(), policyCeiling), budget);
    }

    boolean none() {
        return ceiling == Long.MAX_VALUE && budget == Long.MAX_VALUE;
    }
}
