package io.ambo.pipeline;

import io.ambo.access.Hold;
import io.ambo.access.KeyAllowance;
import io.ambo.access.KeyLimiter;
import io.ambo.catalog.Policy.JournalFailure;
import io.ambo.core.Clock;
import io.ambo.core.Money;
import io.ambo.core.Refusal;
import io.ambo.format.AddedWords;
import io.ambo.format.Request;
import io.ambo.ledger.Outcome;
import io.ambo.pipeline.Phase.Event;
import io.ambo.provider.Call;
import io.ambo.provider.CallFailure;
import io.ambo.provider.ReplyListener;
import io.ambo.routing.Decision;
import io.ambo.routing.Question;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of one request, by the table in {@link Phase}: opened in the ledger before each call that can make it dearer,
 * and closed there exactly once, before the end of its reply leaves.
 *
 * <p>Used on the loop that owns the caller's connection; only {@link #isOver} and {@link #steps} also from elsewhere.
 */
public final class Exchange {

    /** An attempt's answer, as far as the end of its request concerns it. */
    interface AttemptListener extends ReplyListener {

        /** The call was given up for this reason. */
        void abandon(String code);
    }

    private final RequestContext context;
    private final Reply reply;
    private final Recorder recorder;
    private final Clock clock;
    private final Steps steps;
    private final EntryDraft draft;
    private final CurrentCall call = new CurrentCall();
    private final HeldMemory memory = new HeldMemory();
    private final long admitted;
    private Hold hold = Hold.NONE;
    private KeyAllowance allowance = KeyAllowance.UNLIMITED;
    private @Nullable Refusal headRefusal;
    private @Nullable Examined examined;
    private @Nullable Question question;
    private @Nullable AttemptListener answer;

    /** Changed on the loop; also read by work on a large body, which ends when the caller has left. */
    private volatile Phase phase = Phase.ADMITTED;

    private Outcome outcome = Outcome.OPEN;
    private String code = "";
    private boolean closingLost;

    Exchange(RequestContext context, Reply reply, Recorder recorder, Steps steps, Clock clock, String run) {
        this.context = context;
        this.reply = reply;
        this.recorder = recorder;
        this.clock = clock;
        this.steps = steps;
        this.draft = new EntryDraft(context, steps, clock, run);
        this.admitted = clock.nanoTime();
    }

    public RequestContext context() {
        return context;
    }

    public Reply reply() {
        return reply;
    }

    Rules rules() {
        return context.rules();
    }

    Clock clock() {
        return clock;
    }

    Steps steps() {
        return steps;
    }

    HeldMemory memory() {
        return memory;
    }

    /** {@link Clock#nanoTime()} when the head was admitted. */
    long admitted() {
        return admitted;
    }

    Examined examined() {
        return Objects.requireNonNull(examined);
    }

    Request request() {
        return examined().request();
    }

    Question question() {
        return Objects.requireNonNull(question);
    }

    boolean isOver() {
        return phase == Phase.OVER;
    }

    /** Moves on, and says whether the event changed anything. */
    private boolean happens(Event event) {
        var next = phase.after(event);
        var changed = next != phase;
        phase = next;
        return changed;
    }

    /** What the limits of the key say. */
    void allowed(KeyAllowance said) {
        allowance = said;
        said.refusal().ifPresent(this::refusesHead);
    }

    void refusesHead(Refusal refusal) {
        headRefusal = refusal;
    }

    /** Why the head is refused. The reader of the body knows when to tell it, by {@link #refuse}. */
    public Optional<Refusal> headRefusal() {
        return Optional.ofNullable(headRefusal);
    }

    KeyAllowance allowance() {
        return allowance;
    }

    /** The whole body has come. */
    void arrived(int bytes) {
        draft.arrived(bytes);
    }

    void examined(Examined read) {
        examined = read;
        draft.examined(read);
    }

    /** No other candidate will be asked: the request's body is let go, for the answer may take its time. */
    void forgetRequest() {
        examined = null;
        memory.release();
    }

    void asks(Question asked) {
        question = asked;
        draft.asks(asked, rules());
    }

    void decided(Decision made) {
        draft.decided(made);
    }

    /** Runs one part of the processing; a refusal, a bug or a lack of memory becomes the caller's answer. */
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
        } catch (RuntimeException | Error failure) {
            struck(UnexpectedFailure.told(failure, context.id()));
        }
    }

    /**
     * Cancels the call in progress. If the bug occurred while the end was being recorded, that end is not sent to the
     * caller.
     */
    private void struck(Refusal told) {
        call.cancel();
        if (!isOver()) {
            guarded(() -> refuse(told));
        } else if (draft.answerBegan()) {
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
        draft.opens(attempt, most);
        record();
    }

    /** Holds against the key's budget what it has cost so far and the most that the next attempt may cost. */
    void hold(KeyLimiter budgets, Optional<Money> most) {
        hold = budgets.hold(context.caller().id(), draft.most(most), hold);
    }

    void begin(AttemptListener listener) {
        happens(Event.CALLED);
        answer = listener;
    }

    void called(Call begun) {
        call.begun(begun);
    }

    /**
     * The first words of the present attempt go to the caller.
     *
     * @param length bytes of the whole answer, or -1 for a stream
     */
    void firstWords(long length) {
        draft.latest().ifPresent(AttemptRecord::commit);
        happens(Event.FIRST_WORDS);
        reply.begin(length, headers());
    }

    /** Gives up the call that is under way. */
    void giveUp() {
        call.cancel();
    }

    /** Bytes of the upstream's answer so far. */
    long upstreamBytes() {
        return call.received();
    }

    /** Whether any of the request may have gone to the upstream that is called just now. */
    boolean sent() {
        return call.sent();
    }

    private void record() {
        recorder.record(draft.entry(outcome, code), this::unrecorded);
    }

    /**
     * What it put into the journal during this turn could not be written; an upstream that is not on file is not
     * called.
     */
    private void unrecorded() {
        if (isOver()) {
            closingLost = true;
            return;
        }
        if (answer != null && rules().policy().onJournalFailure() == JournalFailure.REFUSE) {
            call.cancel();
            answer.failed(CallFailure.JOURNAL_GONE);
        }
    }

    /** Whether bytes may go to the caller although the ledger cannot be written: no answer ends without its entry. */
    public boolean mayGoUnrecorded() {
        return !closingLost || rules().policy().onJournalFailure() == JournalFailure.SERVE || !draft.answerBegan();
    }

    /** An attempt that came to nothing before the present one. */
    void attempted(AttemptRecord before) {
        draft.attempted(before);
    }

    void restored(int count) {
        draft.restored(count);
    }

    /** What was done to the answer of the present attempt. */
    void worked(Optional<Restoration> restoration, Optional<AnswerGuard> guard) {
        restoration.ifPresent(present -> restored(present.restored()));
        guard.ifPresent(this::guarded);
    }

    /** What the guards of the policy did to the answer so far. */
    void guarded(AnswerGuard guard) {
        draft.guarded(guard.acted(), guard.blocked());
    }

    /** How often each guard acted, by {@code id:action}. */
    Map<String, Integer> guarded() {
        return draft.guarded();
    }

    void wrote(int bytes) {
        draft.wrote(bytes);
    }

    /** The caller takes bytes again, or too slowly. */
    public void writable(boolean writable) {
        if (!isOver()) {
            call.callerTakes(writable);
        }
    }

    /** The answer is read on, or not before a large event of it has been taken. */
    void reading(boolean on) {
        call.answerTaken(on);
    }

    /** The caller left: the call is given up, what it cost so far is estimated, and the entry says so. */
    public void callerLeft() {
        if (!isOver()) {
            abandon("caller-left");
            close(Event.CALLER_LEFT, Outcome.ABANDONED, "caller-left");
        }
    }

    private void abandon(String why) {
        call.cancel();
        if (answer != null) {
            answer.abandon(why);
        }
    }

    /** The answer is whole, and everything of it was written. */
    void served() {
        if (phase == Phase.ANSWERING) {
            close(Event.ANSWERED, Outcome.SERVED, draft.blocked() ? AddedWords.BLOCKED : "");
            reply.end();
        }
    }

    /**
     * An error, as the whole answer, or as its end when some of it has gone to the caller. A call that is under way is
     * given up, and the caller and the entry are told why.
     */
    public void refuse(Refusal refusal) {
        if (!isOver()) {
            abandon(refusal.reason().code());
        }
        switch (phase) {
            case ADMITTED, CALLING -> {
                var how = draft.nobodyCalled() ? Outcome.REFUSED : Outcome.FAILED;
                close(Event.REFUSED, how, refusal.reason().code());
                reply.refuse(refusal, headers());
            }
            case ANSWERING -> {
                close(Event.REFUSED, Outcome.FAILED, refusal.reason().code());
                reply.breakOff(refusal);
            }
            case OVER -> {
                // It has already ended.
            }
        }
    }

    private void close(Event event, Outcome how, String why) {
        if (happens(event)) {
            outcome = how;
            code = why;
            forgetRequest();
            try {
                record();
            } finally {
                hold.settle();
            }
        }
    }

    /** What the reply says of itself. */
    Map<String, String> headers() {
        return ReplyHeaders.of(this);
    }

    int queuePosition() {
        return call.queuePosition();
    }

    long queueSeconds() {
        return call.queueSeconds();
    }

    /** The attempt that began last. */
    Optional<AttemptRecord> latest() {
        return draft.latest();
    }
}
