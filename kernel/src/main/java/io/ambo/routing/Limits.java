package io.ambo.routing;

import io.ambo.catalog.Rates;

/**
 * The limits on a request's cost, as numbers for comparison.
 *
 * @param ceiling the highest allowed estimate
 * @param budget the highest allowed worst case
 */
record Limits(long ceiling, long budget) {

    static Limits of(Question question, ResolvedName asked, long policyCeiling, Rates rates) {
        var budget =
                question.budgetLeft().map(money -> Prices.limit(money, rates)).orElse(Long.MAX_VALUE);
        return new Limits(Math.min(asked.ceiling(), policyCeiling), budget);
    }

    boolean none() {
        return ceiling == Long.MAX_VALUE && budget == Long.MAX_VALUE;
    }
}
