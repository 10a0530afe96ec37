package io.ambo.pipeline;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Treatment;
import io.ambo.core.Clock;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Usage;
import io.ambo.ledger.Attempt;
import io.ambo.ledger.Meter;
import io.ambo.ledger.Step;
import java.util.ArrayList;
import java.util.List;

/** One attempt while it is under way. */
final class AttemptRecord {

    private final Destination destination;
    private final Treatment treatment;
    private final DataClass dataClass;
    private final boolean belowFloor;
    private final String changed;
    private long sent;
    private final Clock clock;
    private final Steps steps;
    private final long arrived;
    private final long started;
    private long firstByte = -1;
    private long ended = -1;
    private long received;
    private int status;
    private boolean committed;
    private String outcome = "open";
    private Usage usage = Usage.NONE;
    private Meter.Priced price = Meter.Priced.UNKNOWN;

    AttemptRecord(PreparedCall prepared, Exchange exchange, DataClass dataClass) {
        this.destination = prepared.destination();
        this.treatment = prepared.treatment();
        this.dataClass = dataClass;
        this.belowFloor = prepared.belowFloor();
        this.changed = ReplyHeaders.names(prepared.changed());
        this.sent = prepared.outbound().body().length;
        this.clock = exchange.clock();
        this.steps = exchange.steps();
        this.arrived = exchange.context().nanos();
        this.started = clock.nanoTime();
    }

    private AttemptRecord(AttemptRecord other) {
        this.destination = other.destination;
        this.treatment = other.treatment;
        this.dataClass = other.dataClass;
        this.belowFloor = other.belowFloor;
        this.changed = other.changed;
        this.sent = 0;
        this.clock = other.clock;
        this.steps = new Steps(other.clock);
        this.arrived = other.arrived;
        this.started = other.started;
    }

    Destination destination() {
        return destination;
    }

    DestinationKind kind() {
        return destination.kind();
    }

    /** Paths of what the caller sent and the destination does not get, or gets otherwise; as a header can carry them. */
    String changed() {
        return changed;
    }

    /** Whether the destination does not meet what the alias asks for. */
    boolean belowFloor() {
        return belowFloor;
    }

    Usage usage() {
        return usage;
    }

    /** Nanoseconds at which it began. */
    long started() {
        return started;
    }

    boolean isOpen() {
        return ended < 0;
    }

    /** Whether its answer has begun to go to the caller. */
    boolean committed() {
        return committed;
    }

    /** A record of the dead connection that this attempt tried first; nothing was answered and nothing costs. */
    AttemptRecord stale() {
        var stale = new AttemptRecord(this);
        stale.ended("stale-connection");
        return stale;
    }

    void commit() {
        committed = true;
    }

    void head(int answered) {
        status = answered;
        if (firstByte < 0) {
            firstByte = clock.nanoTime();
        }
    }

    /** The request never left. */
    void unsent() {
        sent = 0;
    }

    void received(long bytes) {
        received = bytes;
    }

    void used(Usage tokens) {
        usage = tokens;
    }

    /** Its call is over; from its beginning until now is the time of the step. */
    void ended(String how) {
        if (isOpen()) {
            ended = clock.nanoTime();
            outcome = how;
            steps.took(Step.CALL, started);
        }
    }

    void priced(Meter.Priced priced) {
        price = priced;
    }

    /** What entries say of these, in their order. */
    static List<Attempt> asEntered(List<AttemptRecord> records) {
        var attempts = new ArrayList<Attempt>(records.size());
        for (var tried : records) {
            attempts.add(tried.attempt());
        }
        return attempts;
    }

    Attempt attempt() {
        return new Attempt(
                destination.id(),
                destination.kind(),
                dataClass,
                treatment,
                sent,
                received,
                outcome,
                status,
                micros(arrived, started),
                firstByte < 0 ? -1 : micros(started, firstByte),
                isOpen() ? 0 : micros(started, ended),
                usage,
                price.cost(),
                price.since(),
                changed);
    }

    private static long micros(long from, long to) {
        return (to - from) / 1000;
    }
}
