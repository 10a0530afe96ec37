package io.ambo.routing;

import io.ambo.catalog.Rates;

/**
 * What a request may cost, as numbers for comparing.
 *
 * @param ceiling most that the estimate may be
 * @param budget most that the worst case may be
 */
record Limits(long ceiling, long budget) {

    static Limits of(Question question, Asked asked, long policyCeiling, Rates rates) {
        var budget =
                question.budgetLeft().map(money -> Prices.limit(money, rates)).orElse(Long.MAX_VALUE);
        return new Limits(Math.min(asked.ceiling(), policyCeiling), budget);
    }

    boolean none() {
        return ceiling == Long.MAX_VALUE && budget == Long.MAX_VALUE;
    }
}
