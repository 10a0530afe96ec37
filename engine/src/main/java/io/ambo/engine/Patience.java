package io.ambo.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a dead engine is started again: first soon, then twice as late each time, spread by chance, and after too many
 * quick deaths in a row only at long intervals.
 *
 * @param first the wait after the first death
 * @param most the longest wait between two deaths of a row
 * @param spread the share of a wait that chance may add or take, 0 to 1
 * @param quick a life shorter than this continues the row; a longer one ends it
 * @param row how many quick deaths are enough
 * @param longWait the wait after a row, and after any reason for absence that may pass
 */
public record Patience(Duration first, Duration most, double spread, Duration quick, int row, Duration longWait) {

    public Patience {
        if (!first.isPositive() || most.compareTo(first) < 0 || spread < 0 || spread > 1 || row < 1) {
            throw new IllegalArgumentException("first > 0, most >= first, spread 0 to 1, row >= 1");
        }
    }

    /** Half a second, doubling to thirty; five deaths within half a minute of their start are a row. */
    public static Patience usual() {
        return new Patience(
                Duration.ofMillis(500), Duration.ofSeconds(30), 0.2, Duration.ofSeconds(30), 5, Duration.ofMinutes(5));
    }

    /** The wait before the given attempt, counted from 1. */
    Duration before(int attempt, RandomGenerator random) {
        double doubled = first.toNanos() * Math.pow(2, Math.min(attempt - 1, 40));
        double bounded = Math.min(doubled, (double) most.toNanos());
        double factor = 1 + spread * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (bounded * factor));
    }
}
