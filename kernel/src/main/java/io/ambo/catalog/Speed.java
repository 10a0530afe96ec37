package io.ambo.catalog;

import java.time.LocalDate;

/**
 * How fast a model answered one caller when somebody measured it.
 *
 * @param tokensPerSecond of its answer
 * @param firstMillis until its first words
 * @param machine where, in words
 */
public record Speed(double tokensPerSecond, int firstMillis, LocalDate measured, String machine) {

    public Speed {
        if (!(tokensPerSecond >= 0) || firstMillis < 0) {
            throw new IllegalArgumentException("a speed cannot be negative");
        }
    }
}
