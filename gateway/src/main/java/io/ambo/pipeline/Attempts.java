package io.ambo.pipeline;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.provider.CircuitBreaker;
import io.ambo.routing.Decision;
import io.ambo.routing.Decision.Candidate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of a request, tried in turn until one answers. Each attempt is prepared afresh from what arrived; each
 * candidate was allowed to see the data when it was chosen, so that no fallback leads where the class forbids. A provider
 * that leads in a circle is asked once, whatever else it offers.
 */
final class Attempts {

    private final Pipeline pipeline;
    private final Exchange exchange;
    private final CircuitBreaker breaker;
    private final Deque<Candidate> candidates;
    private final Set<String> putOff = new HashSet<>();
    private final Set<String> circular = new HashSet<>();
    private @Nullable Refusal last;

    Attempts(Pipeline pipeline, Exchange exchange, Decision decision, CircuitBreaker breaker) {
        this.pipeline = pipeline;
        this.exchange = exchange;
        this.breaker = breaker;
        this.candidates = new ArrayDeque<>(decision.candidates());
        exchange.decided(decision);
    }

    /** Begins the next attempt; when none is left, the last one's failure is the caller's answer. */
    void next() {
        while (!candidates.isEmpty()) {
            var candidate = candidates.remove();
            if (circular.contains(candidate.destination().provider()) || putsOff(candidate)) {
                continue;
            }
            try {
                exchange.allowance().requireCountable(candidate.destination().id(), candidate.reserved());
                begin(candidate, pipeline.deIdentify(exchange, candidate));
                return;
            } catch (Refusal refusal) {
                last = refusal;
            }
        }
        exchange.refuse(last == null ? Refusal.of(Reason.UPSTREAM_FAILED, "request.no-candidate-left") : last);
    }

    /** One that rests, or is being probed, since it was chosen comes after the others. */
    private boolean putsOff(Candidate candidate) {
        var id = candidate.destination().id();
        var later = !candidates.isEmpty() && breaker.rests(id) && putOff.add(id);
        if (later) {
            candidates.add(candidate);
        }
        return later;
    }

    private void begin(Candidate candidate, Departure departure) {
        breaker.begins(departure.destination().id());
        var attempt = new AttemptRecord(
                departure, exchange.dataClass(), exchange.arrival().nanos(), exchange.clock());
        var answer = new Answer(pipeline, exchange, this, departure, attempt);
        exchange.open(attempt, candidate.reserved());
        exchange.begin(departure, answer);
    }

    /** An attempt came to nothing before the caller got a byte of it. */
    void failed(AttemptRecord attempt, String code, Refusal refusal, boolean blame, long retryAfterSeconds) {
        attempt.ended(code);
        pipeline.meter(exchange, attempt);
        if (blame) {
            breaker.failed(attempt.destination().id(), code, retryAfterSeconds, attempt.started());
        }
        if (refusal.reason() == Reason.LOOP_DETECTED) {
            circular.add(attempt.destination().provider());
        }
        last = refusal;
        exchange.guarded(this::next);
    }

    /** It could not be put on record, so nothing was sent, and no other candidate is tried. */
    void unrecorded(AttemptRecord attempt, String code, Refusal refusal) {
        attempt.ended(code);
        exchange.refuse(refusal);
    }

    /** The first words of the answer are here. */
    void speaks(AttemptRecord attempt) {
        breaker.speaks(attempt.destination().id(), attempt.started());
    }

    void answered(AttemptRecord attempt) {
        breaker.answered(attempt.destination().id(), attempt.started());
    }

    void brokeOff(AttemptRecord attempt, String code) {
        breaker.failed(attempt.destination().id(), code, 0, attempt.started());
    }
}
