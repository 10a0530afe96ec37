package io.ambo.access;

import java.time.Duration;

/**
 * Reads in the background what keys with a budget spent before this run of the program. Until then such a key is
 * refused; other keys are not affected.
 */
public final class SpendingReader {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private SpendingReader() {}

    /** Starts, and also handles budgets that are set later. */
    public static PeriodicRefresh start(KeyLimiter limiter, Spending past) {
        return PeriodicRefresh.start(
                "ambo-spending", () -> limiter.readPast(past), "what keys spent cannot be read", _ -> PAUSE);
    }
}
