package io.ambo.format;

/**
 * How what a model reads is portioned: a conversation is read as one, the inputs of an embeddings request one by one.
 *
 * @param whole the length of all of it, in whatever unit
 * @param longest the length of the longest portion, in the same unit
 * @param tokens tokens that came as their numbers and not as text
 */
public record Portions(long whole, long longest, long tokens) {

    /** A text that is read as one. */
    public static final Portions ONE = new Portions(1, 1, 0);

    public Portions {
        if (whole < 1 || longest < 0 || longest > whole || tokens < 0) {
            throw new IllegalArgumentException("portions of nothing, or one that is longer than all");
        }
    }

    /** Tokens of all of it, when its texts are estimated at so many. */
    public long all(long estimated) {
        return estimated + tokens;
    }

    /** Tokens of the longest portion, which is what has to fit into a model's context. */
    public long longest(long estimated) {
        return Math.ceilDiv(all(estimated) * longest, whole);
    }
}
