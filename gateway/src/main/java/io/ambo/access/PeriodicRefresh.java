package io.ambo.access;

import io.ambo.platform.PeriodicTask;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Reads something from the database periodically in the background. While reading fails, the last result stays in
 * effect; only the first of consecutive failures is logged.
 */
public final class PeriodicRefresh implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PeriodicRefresh.class.getName());

    private final Runnable reading;
    private final String complaint;
    private final UnaryOperator<Duration> pause;
    private final PeriodicTask repeating;
    private boolean failing;

    private PeriodicRefresh(String name, Runnable reading, String complaint, UnaryOperator<Duration> pause) {
        this.reading = reading;
        this.complaint = complaint;
        this.pause = pause;
        this.repeating = PeriodicTask.start(name, this::turn);
    }

    /**
     * Starts immediately.
     *
     * @param complaint the log message for a failure
     * @param pause how long to wait after a reading that took a given time
     */
    static PeriodicRefresh start(String name, Runnable reading, String complaint, UnaryOperator<Duration> pause) {
        return new PeriodicRefresh(name, reading, complaint, pause);
    }

    private Duration turn() {
        var from = System.nanoTime();
        try {
            reading.run();
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, complaint + ": " + failure.getMessage());
            }
            failing = true;
        }
        return pause.apply(Duration.ofNanos(System.nanoTime() - from));
    }

    /** Waits for the current reading. */
    @Override
    public void close() {
        repeating.close();
    }
}
