package io.ambo.format;

import io.ambo.wire.JsonIndex;

/** A count of tokens that an upstream tells. */
final class TokenCount {

    /** What is no count: negative, broken, no number, or larger than any answer. */
    static final long NONE = -1;

    /** No answer has so many tokens: a larger number counts nothing, and sums of such numbers have no end. */
    private static final long MOST = 1_000_000_000;

    private static final int LONGEST = 32;

    private TokenCount() {}

    /** The number of a member, 0 when it is not there or null, {@link #NONE} when it is no count. */
    static long of(JsonIndex index, int object, String name) {
        var node = index.member(object, name);
        if (node < 0 || index.is(node, JsonIndex.NULL)) {
            return 0;
        }
        var number = index.number(node, NONE);
        if (number == NONE && index.is(node, JsonIndex.NUMBER) && index.end(node) - index.start(node) <= LONGEST) {
            number = whole(Double.parseDouble(index.text(node)));
        }
        return number < 0 || number > MOST ? NONE : number;
    }

    /** Some languages write every number with a fraction or an exponent. */
    private static long whole(double number) {
        return number == Math.rint(number) && number <= MOST ? (long) number : NONE;
    }
}
