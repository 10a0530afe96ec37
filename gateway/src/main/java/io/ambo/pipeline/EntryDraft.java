package io.ambo.pipeline;

import io.ambo.core.Clock;
import io.ambo.core.DataClass;
import io.ambo.core.Money;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Meter;
import io.ambo.ledger.Outcome;
import io.ambo.routing.Decision;
import io.ambo.routing.Decision.Counterfactual;
import io.ambo.routing.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts of one request as they become known, and the entry that they make. Used on the loop. */
final class EntryDraft {

    private final RequestContext context;
    private final String run;
    private final Clock clock;
    private final Steps steps;
    private final List<AttemptRecord> attempts = new ArrayList<>();
    private DataClass dataClass;
    private Map<String, Integer> counts = Map.of();
    private boolean stream;
    private RecordedQuestion kept = RecordedQuestion.NOTHING;
    private Optional<Money> reserved = Optional.empty();
    private String counterfactual = "";
    private long bytesIn;
    private long bytesOut;
    private int restored;
    private Map<String, Integer> guarded = Map.of();
    private boolean blocked;

    EntryDraft(RequestContext context, Steps steps, Clock clock, String run) {
        this.context = context;
        this.steps = steps;
        this.clock = clock;
        this.run = run;
        this.dataClass = context.raise().orElse(DataClass.L0);
    }

    void arrived(int bytes) {
        bytesIn = bytes;
    }

    void examined(Examined examined) {
        stream = examined.request().stream();
        dataClass = examined.dataClass();
        counts = examined.findings().counts();
    }

    void asks(Question question, Rules rules) {
        kept = RecordedQuestion.of(question, rules);
    }

    void decided(Decision decision) {
        counterfactual = decision.counterfactual().map(Counterfactual::toJson).orElse("");
    }

    /** What failed attempts cost, and the most that another one may cost on top of it. */
    Optional<Money> most(Optional<Money> another) {
        return attempts.isEmpty() ? another : Meter.plus(Meter.total(AttemptRecord.asEntered(attempts)), another);
    }

    /** An attempt is about to begin that may cost this at most, on top of what failed attempts cost. */
    void opens(AttemptRecord attempt, Optional<Money> most) {
        reserved = most(most);
        attempts.add(attempt);
    }

    /** An attempt that came to nothing before the present one. */
    void attempted(AttemptRecord before) {
        attempts.add(attempts.size() - 1, before);
    }

    void restored(int count) {
        restored += count;
    }

    /** How often each guard acted, and whether the answer was replaced. */
    void guarded(Map<String, Integer> acted, boolean replaced) {
        guarded = acted;
        blocked = replaced;
    }

    Map<String, Integer> guarded() {
        return guarded;
    }

    /** Whether a guard replaced the answer. */
    boolean blocked() {
        return blocked;
    }

    void wrote(int bytes) {
        bytesOut += bytes;
    }

    /** The attempt that began last. */
    Optional<AttemptRecord> latest() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    boolean nobodyCalled() {
        return attempts.isEmpty();
    }

    /** Whether any of an answer went to the caller. */
    boolean answerBegan() {
        return attempts.stream().anyMatch(AttemptRecord::committed);
    }

    /** The entry with this outcome. */
    Entry entry(Outcome outcome, String code) {
        var tried = AttemptRecord.asEntered(attempts);
        var answered = latest().filter(
                        attempt -> attempt.committed() || outcome == Outcome.SERVED || outcome == Outcome.ABANDONED);
        return new Entry(
                new Entry.Lifecycle(
                        context.id().text(),
                        run,
                        outcome,
                        code,
                        context.at(),
                        outcome == Outcome.OPEN ? Optional.empty() : Optional.of(now())),
                new Entry.Request(context.caller().id(), context.surface().id(), kept.asked(), stream, context.tags()),
                new Entry.Choice(
                        context.snapshot().version(),
                        dataClass,
                        counts,
                        answered.map(attempt -> attempt.destination().id()).orElse(""),
                        answered.map(AttemptRecord::kind),
                        kept.question(),
                        counterfactual),
                new Entry.Charge(reserved, Meter.usage(tried), Meter.total(tried)),
                new Entry.Volumes(restored, bytesIn, bytesOut, steps.nanos(), guarded),
                tried);
    }

    private Instant now() {
        return context.at().plusNanos(Math.max(0, clock.nanoTime() - context.nanos()));
    }
}
