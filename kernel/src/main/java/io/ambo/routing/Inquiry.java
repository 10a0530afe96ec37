package io.ambo.routing;

/**
 * A question with everything the rules need to judge it.
 *
 * @param asked the meaning of the requested name
 * @param prices those of the question's day
 * @param limits the limits on the cost
 */
record Inquiry(Question question, ResolvedName asked, Prices prices, CostLimits limits) {

    /** The estimated cost as a number for comparison; {@link Prices#UNKNOWN} if it is unknown. */
    long estimate(int d) {
        var size = question.size();
        return prices.estimated(d, size.input(), size.output() * size.choices());
    }

    boolean isPriced(int d) {
        return estimate(d) != Prices.UNKNOWN;
    }
}
