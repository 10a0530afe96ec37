package io.ambo.pipeline;

import io.ambo.access.Allowance;
import io.ambo.catalog.Policy.JournalFailure;
import io.ambo.core.Clock;
import io.ambo.core.DataClass;
import io.ambo.core.Money;
import io.ambo.core.Refusal;
import io.ambo.dialect.Request;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Meter;
import io.ambo.ledger.Outcome;
import io.ambo.ledger.Step;
import io.ambo.privacy.Findings;
import io.ambo.provider.Call;
import io.ambo.provider.CallFailure;
import io.ambo.routing.Decision;
import io.ambo.routing.Decision.Counterfactual;
import io.ambo.routing.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and everything that becomes of it; it is opened before each call that can make it dearer, and closed exactly
 * once in the ledger.
 *
 * <p>Used on the loop that owns the caller's connection, but for {@link #received}, {@link #classified} and
 * {@link #took} of a large body.
 */
public final class Exchange {

    private final Arrival arrival;
    private final Reply reply;
    private final Pipeline pipeline;
    private final Clock clock;
    private final String run;
    private final Steps steps;
    private final List<AttemptRecord> attempts = new ArrayList<>();
    private Allowance allowance = Allowance.UNLIMITED;
    private @Nullable Refusal headRefusal;
    private @Nullable Request request;
    private @Nullable Findings findings;
    private DataClass found = DataClass.L0;
    private Map<String, Integer> counts = Map.of();
    private boolean stream;
    private @Nullable Question question;
    private Kept kept = Kept.NOTHING;
    private String counterfactual = "";
    private Optional<Money> reserved = Optional.empty();
    private @Nullable Call call;
    private @Nullable Answer answer;
    private long bytesIn;
    private long bytesOut;
    private int restored;
    /** Set on the loop; also looked at by the scan of a large body, which ends when nobody waits for it. */
    private volatile Outcome outcome = Outcome.OPEN;

    private String code = "";
    private boolean closingLost;

    Exchange(Arrival arrival, Reply reply, Pipeline pipeline, Clock clock, String run) {
        this.arrival = arrival;
        this.reply = reply;
        this.pipeline = pipeline;
        this.clock = clock;
        this.run = run;
        this.steps = new Steps(clock);
    }

    public Arrival arrival() {
        return arrival;
    }

    public Reply reply() {
        return reply;
    }

    Rules rules() {
        return arrival.rules();
    }

    Clock clock() {
        return clock;
    }

    Request request() {
        return Objects.requireNonNull(request);
    }

    Findings findings() {
        return Objects.requireNonNull(findings);
    }

    /** The class of what arrived, raised by the caller's word for it, never lowered. */
    DataClass dataClass() {
        return arrival.raise().map(found::max).orElse(found);
    }

    boolean isOver() {
        return outcome != Outcome.OPEN;
    }

    /** What the limits of the key say. */
    void allowed(Allowance said) {
        allowance = said;
        said.refusal().ifPresent(this::refusesHead);
    }

    void refusesHead(Refusal refusal) {
        headRefusal = refusal;
    }

    /** A no to the head. Whoever reads the body knows when to tell it, by {@link #refuse}. */
    public Optional<Refusal> headRefusal() {
        return Optional.ofNullable(headRefusal);
    }

    Allowance allowance() {
        return allowance;
    }

    void took(Step step, long from) {
        steps.took(step, from);
    }

    void received(byte[] body, Request read) {
        bytesIn = body.length;
        request = read;
        stream = read.stream();
        steps.took(Step.RECEIVE, arrival.nanos());
    }

    void classified(Findings scanned) {
        findings = scanned;
        found = scanned.dataClass();
        counts = scanned.counts();
    }

    /** Nobody else will be asked: what was asked is let go, for the answer may take its time. */
    void forgetRequest() {
        request = null;
        findings = null;
    }

    void asks(Question asked) {
        question = asked;
        kept = Kept.of(asked, rules());
    }

    Question question() {
        return Objects.requireNonNull(question);
    }

    void decided(Decision made) {
        counterfactual = made.counterfactual().map(Counterfactual::toJson).orElse("");
    }

    /** Runs a part of the way; a refusal, a bug or a want of memory in it becomes the caller's answer. */
    void guarded(Runnable part) {
        if (isOver()) {
            return;
        }
        try {
            try {
                part.run();
            } catch (Refusal refusal) {
                refuse(refusal);
            }
        } catch (RuntimeException | Error mishap) {
            struck(Mishap.told(mishap, arrival.id()));
        }
    }

    /**
     * A call that is under way is given up. Where a bug strikes while the end is being recorded, nothing of that end goes
     * to the caller.
     */
    private void struck(Refusal told) {
        giveUp();
        if (!isOver()) {
            guarded(() -> stop(told));
        } else if (answer != null && answer.begun()) {
            reply.drop();
        } else {
            reply.refuse(told, headers());
        }
    }

    /**
     * Puts it into the ledger before a byte goes to an upstream: for whom what was prepared, and the most that it may cost on
     * top of what failed attempts cost.
     */
    void open(AttemptRecord attempt, Optional<Money> most) {
        reserved = attempts.isEmpty() ? most : Meter.plus(Meter.total(AttemptRecord.asEntered(attempts)), most);
        attempts.add(attempt);
        pipeline.record(this);
    }

    void begin(Departure departure, Answer listener) {
        answer = listener;
        call = pipeline.call(departure, listener);
    }

    /** Gives up the call that is under way. */
    void giveUp() {
        if (call != null) {
            call.cancel();
        }
    }

    /** Bytes of the upstream's answer so far. */
    long upstreamBytes() {
        return call == null ? 0 : call.received();
    }

    /** Whether any of the request may have gone to the upstream that is called just now. */
    boolean sent() {
        return call != null && call.sent();
    }

    /** What it put into the journal during this turn could not be written; an upstream that is not on file is not called. */
    void unrecorded() {
        if (isOver()) {
            closingLost = true;
            return;
        }
        if (answer != null && rules().policy().onJournalFailure() == JournalFailure.REFUSE) {
            giveUp();
            answer.failed(CallFailure.JOURNAL_GONE);
        }
    }

    /** Whether bytes may go to the caller although the ledger cannot be written: no answer ends without its entry. */
    public boolean mayGoUnrecorded() {
        return !closingLost
                || rules().policy().onJournalFailure() == JournalFailure.SERVE
                || attempts.stream().noneMatch(AttemptRecord::committed);
    }

    /** An attempt that came to nothing before the present one. */
    void attempted(AttemptRecord before) {
        attempts.add(attempts.size() - 1, before);
    }

    void restored(int count) {
        restored += count;
    }

    void wrote(int bytes) {
        bytesOut += bytes;
    }

    /** The caller takes bytes again, or too slowly. */
    public void writable(boolean writable) {
        if (call != null && !isOver()) {
            call.reading(writable);
        }
    }

    /** The caller left: the call is given up, what it cost so far is estimated, and the entry says so. */
    public void callerLeft() {
        if (!isOver()) {
            abandon("caller-left");
            close(Outcome.ABANDONED, "caller-left");
        }
    }

    /** We end it although it is under way: the call is given up, and the caller and the entry are told why. */
    public void stop(Refusal refusal) {
        if (isOver()) {
            return;
        }
        abandon(refusal.reason().code());
        if (answer != null && answer.begun()) {
            breakOff(refusal);
        } else {
            refuse(refusal);
        }
    }

    private void abandon(String why) {
        giveUp();
        if (answer != null) {
            answer.abandon(why);
        }
    }

    void served() {
        close(Outcome.SERVED, "");
        reply.end();
    }

    /** A no before anything went to the caller. */
    public void refuse(Refusal refusal) {
        if (isOver()) {
            return;
        }
        close(
                attempts.isEmpty() ? Outcome.REFUSED : Outcome.FAILED,
                refusal.reason().code());
        reply.refuse(refusal, headers());
    }

    /** A no in mid-stream. */
    void breakOff(Refusal refusal) {
        if (!isOver()) {
            close(Outcome.FAILED, refusal.reason().code());
            reply.breakOff(refusal);
        }
    }

    private void close(Outcome how, String why) {
        outcome = how;
        code = why;
        pipeline.record(this);
    }

    /** What the reply says of itself. */
    Map<String, String> headers() {
        return ReplyHeaders.of(this);
    }

    /** How many waited for the engine when this one came, itself included; 0 when it did not have to. */
    int queuePosition() {
        return call == null ? 0 : call.queuePosition();
    }

    /** How long it was likely to wait; 0 when nobody knew. */
    long queueSeconds() {
        return call == null ? 0 : (call.queueEstimate().toMillis() + 999) / 1000;
    }

    Optional<AttemptRecord> winner() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    private Optional<AttemptRecord> answered() {
        return winner().filter(
                        attempt -> attempt.committed() || outcome == Outcome.SERVED || outcome == Outcome.ABANDONED);
    }

    /** The entry as it stands now. */
    Entry entry() {
        var tried = AttemptRecord.asEntered(attempts);
        return new Entry(
                new Entry.Lifecycle(
                        arrival.id().text(),
                        run,
                        outcome,
                        code,
                        arrival.at(),
                        isOver() ? Optional.of(closedAt()) : Optional.empty()),
                new Entry.Request(
                        arrival.caller().id(), arrival.operation().format(), kept.asked(), stream, arrival.tags()),
                new Entry.Choice(
                        arrival.snapshot().version(),
                        dataClass(),
                        counts,
                        answered().map(attempt -> attempt.destination().id()).orElse(""),
                        answered().map(AttemptRecord::kind),
                        kept.question(),
                        counterfactual),
                new Entry.Charge(reserved, Meter.usage(tried), Meter.total(tried)),
                new Entry.Volumes(restored, bytesIn, bytesOut, steps.nanos()),
                tried);
    }

    private Instant closedAt() {
        return arrival.at().plusNanos(Math.max(0, clock.nanoTime() - arrival.nanos()));
    }
}
