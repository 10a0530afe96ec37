package io.ambo.bench;

import org.HdrHistogram.Histogram;

/** What came of the requests of one window. Latencies are in nanoseconds. */
final class Tally {

    private static final long LONGEST = 60_000_000_000L;

    private final Histogram whole = new Histogram(LONGEST, 3);
    private final Histogram first = new Histogram(LONGEST, 3);
    private long finished;
    private long wrong;
    private long closedIdle;

    /**
     * Notes one answer.
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

    /** Notes a connection that broke. */
    void broke() {
        wrong++;
    }

    /** Notes a connection that was closed while nothing was asked over it. */
    void wasClosedIdle() {
        closedIdle++;
    }

    long finished() {
        return finished;
    }

    /** Answers that were not the expected ones, and connections that broke. */
    long wrong() {
        return wrong;
    }

    /** Connections that were closed while nothing was asked over them. */
    long closedIdle() {
        return closedIdle;
    }

    /** Microseconds to the end of the answer that so many percent stayed below. */
    double whole(double percent) {
        return whole.getValueAtPercentile(percent) / 1e3;
    }

    /** Microseconds to the first byte of the body that so many percent stayed below. */
    double first(double percent) {
        return first.getValueAtPercentile(percent) / 1e3;
    }
}
