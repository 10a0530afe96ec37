package io.ambo.catalog;

/** A model's general quality, as an integer from 0 (small talk) to 5 (frontier models). */
public record Tier(int value, Source source) {

    public static final int HIGHEST = 5;

    public Tier {
        if (value < 0 || value > HIGHEST) {
            throw new IllegalArgumentException("a tier is 0 to 5, not " + value);
        }
    }
}
