package io.ambo.routing;

/**
 * A question together with what the rules need to judge it.
 *
 * @param asked what the name in the question stands for
 * @param prices of the day of the question
 * @param limits what the request may cost
 */
record Inquiry(Question question, Asked asked, Prices prices, Limits limits) {

    /** The estimated cost, for comparing; {@link Prices#UNKNOWN} where nobody knows it. */
    long estimate(int d) {
        var size = question.size();
        return prices.estimated(d, size.input(), size.output() * size.choices());
    }

    boolean isPriced(int d) {
        return estimate(d) != Prices.UNKNOWN;
    }
}
