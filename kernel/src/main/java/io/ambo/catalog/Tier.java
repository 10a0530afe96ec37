package io.ambo.catalog;

/**
 * How good a model is in general, as a whole number from 0 (small talk) to 5 (the frontier).
 *
 * @param value 0 to 5
 * @param source where the judgement comes from
 */
public record Tier(int value, Source source) {

    public static final int HIGHEST = 5;

    public Tier {
        if (value < 0 || value > HIGHEST) {
            throw new IllegalArgumentException("a tier is 0 to 5, not " + value);
        }
    }
}
