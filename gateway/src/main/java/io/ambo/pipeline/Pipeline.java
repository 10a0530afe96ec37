package io.ambo.pipeline;

import io.ambo.access.Authenticator;
import io.ambo.access.ConversationClasses;
import io.ambo.access.KeyLimiter;
import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.MemoryShare;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.Request;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Meter;
import io.ambo.ledger.Outcome;
import io.ambo.ledger.Step;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.Findings;
import io.ambo.provider.Call;
import io.ambo.provider.CircuitBreaker;
import io.ambo.provider.LoopDetection;
import io.ambo.provider.UpstreamClient;
import io.ambo.routing.Decision;
import io.ambo.routing.Decision.Candidate;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The nine steps of every request, as nine methods in their order: authenticate, receive, classify, choose, de-identify,
 * call, restore, meter, record.
 *
 * <p>{@link #admit} and {@link #serve} take a request down through the first six on the loop that owns its connection;
 * {@link Attempts} repeats the middle for the next candidate; an answer comes up through the last three, event by event.
 * Large work is done away from the loop. There is one pipeline per lane.
 */
public final class Pipeline {

    /** A body or a whole answer beyond this is worked on away from the loop, so that no other stream waits for it. */
    static final int LARGE = 64 * 1024;

    /** The same for the search for names and for what guards watch, which take a hundred times as long for each byte. */
    static final int LARGE_FOR_WORDS = 2 * 1024;

    /** Beyond what an answer is worked on away from the loop, by whether its words are watched. */
    static int large(boolean watched) {
        return watched ? LARGE_FOR_WORDS : LARGE;
    }

    /**
     * What the pipelines of all lanes share.
     *
     * @param run names this run of the program in the ledger
     */
    public record Shared(
            Supplier<Snapshot> snapshot,
            Authenticator authenticator,
            KeyLimiter limiter,
            CircuitBreaker breaker,
            Deidentifier deidentifier,
            ConversationClasses conversations,
            SealedIssuers issuers,
            LoopDetection hops,
            Clock clock,
            String run) {}

    private final Lane lane;
    private final UpstreamClient upstreams;
    private final Shared shared;
    private final Clock clock;

    /** The pipeline of one lane. */
    public Pipeline(Lane lane, UpstreamClient upstreams, Shared shared) {
        this.lane = lane;
        this.upstreams = upstreams;
        this.shared = shared;
        this.clock = shared.clock();
    }

    /**
     * Admits the head: who the caller is, and whether the key's limits allow the request. Every caller who is known
     * gets
     * an exchange, for its entry, also if {@link Exchange#headRefusal} refuses it.
     *
     * @throws Refusal the caller is not known
     */
    public Exchange admit(RequestHead head, Reply reply) {
        var steps = new Steps(clock);
        return steps.time(
                Step.AUTHENTICATE,
                () -> authenticate(head, shared.authenticator().admit(head.authorization()), reply, steps));
    }

    /** The same for a caller of this program, who has no key to show. */
    Exchange admit(RequestHead head, Caller caller, Reply reply) {
        var steps = new Steps(clock);
        return steps.time(Step.AUTHENTICATE, () -> authenticate(head, caller, reply, steps));
    }

    /**
     * Takes a request up to the call; its head was let in when it came, before any of the body.
     *
     * @param memory what the body has taken; given back when neither the request nor work on it needs it any more
     */
    public void serve(Exchange exchange, byte[] body, MemoryShare memory) {
        exchange.arrived(body.length);
        exchange.memory().hold(memory);
        work(
                exchange,
                body.length > LARGE,
                body.length,
                () -> examine(exchange, body),
                examined -> chosen(exchange, examined.get()));
    }

    private Examined examine(Exchange exchange, byte[] body) {
        var steps = exchange.steps();
        var context = exchange.context();
        var request = steps.time(Step.RECEIVE, exchange.admitted(), () -> receive(context, body));
        var findings = steps.time(Step.CLASSIFY, () -> classify(context, request, exchange::isOver));
        return Examined.of(context, request, findings, shared.conversations());
    }

    private void chosen(Exchange exchange, Examined examined) {
        requireMemory(exchange, examined.held());
        exchange.examined(examined);
        examined.remember(shared.conversations());
        var decision = exchange.steps().time(Step.CHOOSE, () -> choose(exchange, examined));
        if (examined.needsNames(decision.candidates())) {
            var length = examined.length();
            work(
                    exchange,
                    length > LARGE_FOR_WORDS,
                    length,
                    () -> withNames(exchange, examined),
                    named -> chosen(exchange, named.get()));
        } else {
            new Attempts(exchange, decision).next();
        }
    }

    /**
     * What only a tagger finds is searched for when it can change what becomes of the request; then it is chosen again.
     */
    private Examined withNames(Exchange exchange, Examined examined) {
        return exchange.steps()
                .time(
                        Step.CLASSIFY,
                        () -> examined.with(
                                examined.rules().scanner().withNames(examined.findings(), exchange::isOver)));
    }

    /** Does work on so many bytes here, or away from the loop if it takes long; what it throws ends the request. */
    private <T> void work(Exchange exchange, boolean isLong, long bytes, Supplier<T> work, Consumer<Supplier<T>> then) {
        if (isLong) {
            offload(exchange, bytes, work, done -> exchange.guarded(() -> then.accept(done)));
        } else {
            exchange.guarded(() -> then.accept(work));
        }
    }

    /** The request keeps its memory until the work has ended, even if its caller has left. */
    private <T> void offload(Exchange exchange, long bytes, Supplier<T> work, Consumer<Supplier<T>> then) {
        exchange.memory().workBegins();
        lane.offload(bytes, exchange::isOver, work, done -> {
            exchange.memory().workEnds();
            then.accept(done);
        });
    }

    private static void requireMemory(Exchange exchange, long bytes) {
        if (!exchange.memory().growTo(bytes)) {
            throw Refusal.noMemory();
        }
    }

    /** Step 1. */
    private Exchange authenticate(RequestHead head, Caller caller, Reply reply, Steps steps) {
        var exchange = admitted(head, caller, reply, steps);
        if (exchange.headRefusal().isEmpty()) {
            exchange.allowed(shared.limiter().admit(caller.id()));
        }
        return exchange;
    }

    private Exchange admitted(RequestHead head, Caller caller, Reply reply, Steps steps) {
        var now = shared.snapshot().get();
        try {
            var context = RequestContext.of(head, caller, now);
            shared.hops().requireNew(context.hops());
            return exchange(context, reply, steps);
        } catch (Refusal refusal) {
            var exchange = exchange(RequestContext.bare(head, caller, now), reply, steps);
            exchange.refusesHead(refusal);
            return exchange;
        }
    }

    private Exchange exchange(RequestContext context, Reply reply, Steps steps) {
        return new Exchange(context, reply, (entry, lost) -> recorded(steps, entry, lost), steps, clock, shared.run());
    }

    /** Step 2. */
    private static Request receive(RequestContext context, byte[] body) {
        return context.surface().read(body, context.snapshot().nesting());
    }

    /** Step 3. */
    private static Findings classify(RequestContext context, Request request, BooleanSupplier unwanted) {
        return context.rules().scanner().scan(request.body(), unwanted);
    }

    /** Step 4. */
    private Decision choose(Exchange exchange, Examined examined) {
        var question = Questions.of(
                examined,
                shared.issuers(),
                shared.breaker().now(),
                shared.limiter().left(exchange.context().caller().id()));
        exchange.asks(question);
        var decision = examined.rules().router().choose(question);
        exchange.decided(decision);
        return decision;
    }

    /** Step 5. */
    private PreparedCall deIdentify(Examined examined, Candidate candidate, BooleanSupplier unwanted) {
        return PreparedCall.prepare(examined, candidate, shared.deidentifier(), unwanted);
    }

    /** Step 6: begins it; {@link AttemptRecord#ended} adds its time up to the end of the answer. */
    private Call call(PreparedCall prepared, AnswerListener answer) {
        return upstreams.call(prepared.outbound(), answer);
    }

    /** Step 7. */
    private static <T> T restore(Steps.Work<T, JsonException> restoring) throws JsonException {
        return restoring.take();
    }

    /** Step 8. */
    private static Meter.Priced meter(Exchange exchange, AttemptRecord attempt) {
        return Meter.price(
                attempt.usage(), attempt.destination(), exchange.context().day());
    }

    /**
     * Step 9. The entry is on file at the end of this turn, before the call or the end of the reply leaves; the cost of
     * a closed entry counts against the key's limits.
     */
    private boolean record(Entry entry, Runnable lost) {
        lane.record(entry, lost);
        if (entry.outcome() != Outcome.OPEN) {
            shared.limiter().used(entry.caller(), entry.usage(), entry.cost(), entry.openedAt());
        }
        return true;
    }

    private void recorded(Steps steps, Entry entry, Runnable lost) {
        steps.time(Step.RECORD, () -> record(entry, lost));
    }

    /**
     * The candidates of a request, tried in turn until one answers. Each attempt is prepared from the request as it
     * arrived;
     * each candidate was allowed to see the data when it was chosen, so that no fallback leads where the class forbids.
     * A provider that leads back to Ambo is called only once.
     */
    private final class Attempts implements AttemptResult, AnswerSteps {

        private final Exchange exchange;
        private final Deque<Candidate> candidates;
        private final Set<String> circular = new HashSet<>();
        private final Set<String> putOff = new HashSet<>();
        private @Nullable Refusal last;

        Attempts(Exchange exchange, Decision decision) {
            this.exchange = exchange;
            this.candidates = new ArrayDeque<>(decision.candidates());
        }

        /** Begins the next attempt; when none is left, the last one's failure is the caller's answer. */
        void next() {
            while (!candidates.isEmpty()) {
                var candidate = candidates.remove();
                if (!circular.contains(candidate.destination().provider()) && !putsOff(candidate)) {
                    var examined = exchange.examined();
                    work(
                            exchange,
                            examined.length() > LARGE,
                            examined.length(),
                            () -> prepare(examined, candidate),
                            prepared -> begin(candidate, prepared));
                    return;
                }
            }
            exchange.refuse(last == null ? Refusal.of(Reason.UPSTREAM_FAILED, "request.no-candidate-left") : last);
        }

        /** A candidate that began to rest, or to be probed, after the choice is tried after the others. */
        private boolean putsOff(Candidate candidate) {
            var id = candidate.destination().id();
            var later = !candidates.isEmpty() && shared.breaker().rests(id) && putOff.add(id);
            if (later) {
                candidates.add(candidate);
            }
            return later;
        }

        private PreparedCall prepare(Examined examined, Candidate candidate) {
            exchange.allowance().requireCountable(candidate.destination().id(), candidate.reserved());
            return exchange.steps().time(Step.DE_IDENTIFY, () -> deIdentify(examined, candidate, exchange::isOver));
        }

        private void begin(Candidate candidate, Supplier<PreparedCall> prepared) {
            try {
                begin(candidate, prepared.get());
            } catch (Refusal refusal) {
                last = refusal;
                next();
            }
        }

        private void begin(Candidate candidate, PreparedCall prepared) {
            var examined = exchange.examined();
            requireMemory(exchange, examined.held() + prepared.outbound().body().length);
            var attempt = new AttemptRecord(prepared, exchange, examined.dataClass());
            var answer = new AnswerListener(exchange, this, this, prepared, attempt);
            exchange.hold(shared.limiter(), candidate.reserved());
            shared.breaker().begins(attempt.destination().id());
            exchange.open(attempt, candidate.reserved());
            exchange.begin(answer);
            exchange.called(call(prepared, answer));
        }

        @Override
        public <T> T restore(Steps.Work<T, JsonException> restoring) throws JsonException {
            return exchange.steps().time(Step.RESTORE, () -> Pipeline.restore(restoring));
        }

        @Override
        public void replied(AttemptRecord attempt, JsonIndex reply) {
            shared.issuers().note(reply, attempt.destination().provider());
        }

        @Override
        public void meter(AttemptRecord attempt) {
            attempt.priced(exchange.steps().time(Step.METER, () -> Pipeline.meter(exchange, attempt)));
        }

        @Override
        public <T> void offload(long bytes, Supplier<T> work, Consumer<Supplier<T>> then) {
            Pipeline.this.offload(exchange, bytes, work, then);
        }

        @Override
        public void failed(AttemptRecord attempt, String code, Refusal refusal, boolean blame, long retryAfterSeconds) {
            attempt.ended(code);
            meter(attempt);
            if (blame) {
                shared.breaker().failed(attempt.destination().id(), code, retryAfterSeconds, attempt.started());
            }
            if (refusal.reason() == Reason.LOOP_DETECTED) {
                circular.add(attempt.destination().provider());
            }
            last = refusal;
            exchange.guarded(this::next);
        }

        @Override
        public void unrecorded(AttemptRecord attempt, String code, Refusal refusal) {
            attempt.ended(code);
            meter(attempt);
            exchange.refuse(refusal);
        }

        @Override
        public void speaks(AttemptRecord attempt) {
            shared.breaker().speaks(attempt.destination().id(), attempt.started());
        }

        @Override
        public void answered(AttemptRecord attempt) {
            shared.breaker().answered(attempt.destination().id(), attempt.started());
        }

        @Override
        public void brokeOff(AttemptRecord attempt, String code) {
            shared.breaker().failed(attempt.destination().id(), code, 0, attempt.started());
        }
    }
}
