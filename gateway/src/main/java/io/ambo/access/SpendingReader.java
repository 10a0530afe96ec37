package io.ambo.access;

import java.time.Duration;

/**
 * Adds up by the side what keys with a budget spent before this run of the program. Until that is done such a key is
 * closed, and everybody else is served.
 */
public final class SpendingReader {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private SpendingReader() {}

    /** Begins, and goes on for budgets that are given later. */
    public static Rereading start(KeyLimiter limiter, Spending past) {
        return Rereading.start(
                "ambo-spending", () -> limiter.readPast(past), "what keys spent cannot be read", _ -> PAUSE);
    }
}
