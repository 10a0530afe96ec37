package io.ambo.engine.host;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When an engine that exited is restarted: exponential backoff with jitter, and after too many quick exits in a row only
 * at long intervals.
 *
 * @param first the wait after the first exit
 * @param most the longest wait within a row of quick exits
 * @param spread the jitter: the share of a wait that may be added or taken away, 0 to 1
 * @param quick an instance that ran for less than this continues the row; a longer run ends it
 * @param row how many quick exits in a row lead to the long wait
 * @param longWait the wait after such a row, and after any other failure that may pass
 */
public record RestartBackoff(Duration first, Duration most, double spread, Duration quick, int row, Duration longWait) {

    public RestartBackoff {
        if (!first.isPositive() || most.compareTo(first) < 0 || spread < 0 || spread > 1 || row < 1) {
            throw new IllegalArgumentException("first > 0, most >= first, spread 0 to 1, row >= 1");
        }
    }

    /** Half a second, doubling to thirty; five deaths within half a minute of their start are a row. */
    public static RestartBackoff usual() {
        return new RestartBackoff(
                Duration.ofMillis(500), Duration.ofSeconds(30), 0.2, Duration.ofSeconds(30), 5, Duration.ofMinutes(5));
    }

    /** The wait before the given attempt, counted from 1. */
    public Duration before(int attempt, RandomGenerator random) {
        double doubled = first.toNanos() * Math.pow(2, Math.min(attempt - 1, 40));
        double bounded = Math.min(doubled, (double) most.toNanos());
        double factor = 1 + spread * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (bounded * factor));
    }
}
