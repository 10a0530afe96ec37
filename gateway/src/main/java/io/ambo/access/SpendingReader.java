package io.ambo.access;

import io.ambo.platform.Repeating;
import java.time.Duration;

/**
 * Adds up by the side what keys with a budget spent before this run of the program. Until that is done such a key is
 * closed, and everybody else is served.
 */
public final class SpendingReader implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SpendingReader.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KeyLimiter limiter;
    private final Spending past;
    private final Repeating repeating;
    private boolean failing;

    private SpendingReader(KeyLimiter limiter, Spending past) {
        this.limiter = limiter;
        this.past = past;
        this.repeating = Repeating.start("ambo-spending", this::read);
    }

    /** Begins, and goes on for budgets that are given later. */
    public static SpendingReader start(KeyLimiter limiter, Spending past) {
        return new SpendingReader(limiter, past);
    }

    private Duration read() {
        try {
            limiter.readPast(past);
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "what keys spent cannot be read: " + failure.getMessage());
            }
            failing = true;
        }
        return PAUSE;
    }

    /** Waits for the reading under way. */
    @Override
    public void close() {
        repeating.close();
    }
}
