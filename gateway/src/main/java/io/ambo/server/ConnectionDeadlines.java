package io.ambo.server;

import io.ambo.config.Settings;
import io.ambo.core.Clock;
import java.time.Duration;

/** The deadlines of one connection: for the head, for the body, and for reading the response. */
final class ConnectionDeadlines {

    private final Clock clock;
    private final Settings.Limits limits;
    private Duration patience;
    private long since;
    private long unsent;
    private long unsentSince;
    private boolean midHead;

    /** A connection that was just made: a head is due. */
    ConnectionDeadlines(Clock clock, Settings.Limits limits) {
        this.clock = clock;
        this.limits = limits;
        this.patience = limits.headTimeout();
        this.since = clock.nanoTime();
    }

    /** The head is there; the body is due. */
    void forBody() {
        begin(limits.bodyTimeout());
    }

    /** A reply is out; the caller may take its time for the next request, and for reading. */
    void forNothing() {
        begin(limits.idleTimeout());
    }

    /** Called again and again while nothing is under way: the first bytes of a head make the rest of it due. */
    void head(boolean begun) {
        if (begun && !midHead) {
            begin(limits.headTimeout());
        }
        midHead = begun;
    }

    /** A caller that reads, however slowly, meets the deadline. */
    void reads(long stillUnsent) {
        if (stillUnsent != unsent) {
            unsent = stillUnsent;
            since = clock.nanoTime();
            unsentSince = since;
        }
    }

    /** Whether the amount of unread response has not changed for the whole idle time. */
    boolean stoppedReading() {
        return unsent > 0
                && clock.nanoTime() - unsentSince > limits.idleTimeout().toNanos();
    }

    boolean tooLong() {
        return clock.nanoTime() - since > patience.toNanos();
    }

    private void begin(Duration limit) {
        patience = limit;
        since = clock.nanoTime();
        midHead = false;
    }
}
