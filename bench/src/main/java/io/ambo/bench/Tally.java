package io.ambo.bench;

import org.HdrHistogram.Histogram;

/** The results of the requests of one window. Latencies are in nanoseconds. */
final class Tally {

    private static final long LONGEST = 60_000_000_000L;

    private final Histogram whole = new Histogram(LONGEST, 3);
    private final Histogram first = new Histogram(LONGEST, 3);
    private long finished;
    private long wrong;
    private long closedIdle;

    /**
     * Records one answer.
     *
     * @param toFirst nanoseconds to the first byte of its body
     * @param toEnd nanoseconds to its last byte
     */
    void answered(long toFirst, long toEnd, boolean right) {
        finished++;
        if (!right) {
            wrong++;
        }
        first.recordValue(Math.min(LONGEST, toFirst));
        whole.recordValue(Math.min(LONGEST, toEnd));
    }

    /** Records a broken connection. */
    void broke() {
        wrong++;
    }

    /** Records a connection that was closed while idle. */
    void wasClosedIdle() {
        closedIdle++;
    }

    long finished() {
        return finished;
    }

    /** Unexpected answers and broken connections. */
    long wrong() {
        return wrong;
    }

    /** Connections that were closed while idle. */
    long closedIdle() {
        return closedIdle;
    }

    /** A percentile of the time to the end of the answer, in microseconds. */
    double whole(double percent) {
        return whole.getValueAtPercentile(percent) / 1e3;
    }

    /** A percentile of the time to the first byte of the body, in microseconds. */
    double first(double percent) {
        return first.getValueAtPercentile(percent) / 1e3;
    }
}
