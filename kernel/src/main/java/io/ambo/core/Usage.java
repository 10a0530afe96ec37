package io.ambo.core;

/**
 * The tokens of one call, by disjoint kinds.
 *
 * @param input prompt tokens neither read from a cache nor written to one
 * @param cachedInput prompt tokens read from a provider's cache
 * @param cacheWrite prompt tokens written to a provider's cache
 * @param output answer tokens, excluding reasoning
 * @param reasoning tokens spent on reasoning
 * @param estimated whether the figures are our estimate rather than the provider's count
 */
public record Usage(long input, long cachedInput, long cacheWrite, long output, long reasoning, boolean estimated) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, false);

    public Usage {
        if (input < 0 || cachedInput < 0 || cacheWrite < 0 || output < 0 || reasoning < 0) {
            throw new IllegalArgumentException("a count of tokens cannot be negative");
        }
    }

    public static Usage estimate(long input, long output) {
        return new Usage(input, 0, 0, output, 0, true);
    }

    public long totalInput() {
        return input + cachedInput + cacheWrite;
    }

    public long totalOutput() {
        return output + reasoning;
    }
}
