package io.ambo.catalog;

import java.time.LocalDate;

/**
 * The measured speed of a model that answers one caller at a time.
 *
 * @param tokensPerSecond output tokens per second
 * @param firstMillis milliseconds until the first output
 * @param machine the machine, in words
 */
public record Speed(double tokensPerSecond, int firstMillis, LocalDate measured, String machine) {

    public Speed {
        if (!(tokensPerSecond >= 0) || firstMillis < 0) {
            throw new IllegalArgumentException("a speed cannot be negative");
        }
    }
}
