package io.ambo.pipeline;

import io.ambo.access.Doorkeeper;
import io.ambo.access.KeyLimiter;
import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.Refusal;
import io.ambo.dialect.ReplyFrame;
import io.ambo.ledger.Meter;
import io.ambo.ledger.Step;
import io.ambo.privacy.Deidentifier;
import io.ambo.provider.Call;
import io.ambo.provider.CircuitBreaker;
import io.ambo.routing.Decision.Candidate;
import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The nine steps of every request, in their order: receive, authenticate, classify, choose, de-identify, call, restore,
 * meter, record. Nothing else does them.
 *
 * <p>A request goes down through the first six on the loop that owns its connection; its answer comes up through the
 * last three, event by event. {@link Attempts} repeats the middle for the next candidate. One pipeline a lane.
 */
public final class Pipeline {

    /** A body or a whole answer beyond this is read away from the loop, so that no other stream waits for it. */
    static final int LARGE = 64 * 1024;

    private final Lane lane;
    private final Supplier<Snapshot> snapshot;
    private final Doorkeeper doorkeeper;
    private final KeyLimiter limiter;
    private final CircuitBreaker breaker;
    private final Deidentifier deidentifier;
    private final Clock clock;
    private final String run;

    /** The pipeline of one lane; {@code run} names this run of the program in the ledger. */
    public Pipeline(
            Lane lane,
            Supplier<Snapshot> snapshot,
            Doorkeeper doorkeeper,
            KeyLimiter limiter,
            CircuitBreaker breaker,
            Deidentifier deidentifier,
            Clock clock,
            String run) {
        this.lane = lane;
        this.snapshot = snapshot;
        this.doorkeeper = doorkeeper;
        this.limiter = limiter;
        this.breaker = breaker;
        this.deidentifier = deidentifier;
        this.clock = clock;
        this.run = run;
    }

    /** Takes a request up to the call; its head was let in when it came, before any of the body. */
    public void serve(Exchange exchange, byte[] body) {
        if (body.length <= LARGE) {
            exchange.guarded(() -> {
                receive(exchange, body);
                classify(exchange);
                choose(exchange);
            });
            return;
        }
        lane.away(
                () -> {
                    receive(exchange, body);
                    classify(exchange);
                },
                problem -> exchange.guarded(() -> {
                    problem.throwIt();
                    choose(exchange);
                }));
    }

    private void receive(Exchange exchange, byte[] body) {
        var arrival = exchange.arrival();
        exchange.received(
                body, arrival.operation().read(body, arrival.snapshot().nesting()));
    }

    /**
     * The head alone: who asks, whether they may, and whether their key's limits let them. Whoever is known gets an
     * exchange, for its entry, also when {@link Exchange#headRefusal} says no.
     */
    public Exchange authenticate(Head head, Reply reply) {
        var from = clock.nanoTime();
        var caller = doorkeeper.admit(head.authorization());
        var exchange = admitted(head, caller, reply);
        if (exchange.headRefusal().isEmpty()) {
            exchange.allowed(limiter.admit(caller.id()));
        }
        exchange.took(Step.AUTHENTICATE, from);
        return exchange;
    }

    /** Whoever has a key has an entry, even when the rest of the head is refused. */
    private Exchange admitted(Head head, Caller caller, Reply reply) {
        var now = snapshot.get();
        try {
            var arrival = Arrival.of(head, caller, now);
            lane.providers().hops().requireNew(arrival.hops());
            return new Exchange(arrival, reply, this, clock, run);
        } catch (Refusal refusal) {
            var exchange = new Exchange(Arrival.bare(head, caller, now), reply, this, clock, run);
            exchange.refusesHead(refusal);
            return exchange;
        }
    }

    private void classify(Exchange exchange) {
        var from = clock.nanoTime();
        exchange.classified(exchange.rules().scanner().scan(exchange.request().body(), exchange::isOver));
        exchange.took(Step.CLASSIFY, from);
    }

    private void choose(Exchange exchange) {
        var from = clock.nanoTime();
        var question = Questions.of(exchange, breaker.now());
        exchange.asks(question);
        var decision = exchange.rules().router().choose(question);
        exchange.took(Step.CHOOSE, from);
        new Attempts(this, exchange, decision, breaker).next();
    }

    Departure deIdentify(Exchange exchange, Candidate candidate) {
        var from = clock.nanoTime();
        var departure = Departure.prepare(exchange, candidate, deidentifier);
        exchange.took(Step.DE_IDENTIFY, from);
        return departure;
    }

    Call call(Departure departure, Answer answer) {
        return lane.providers().call(departure.outbound(), answer);
    }

    /** Work with what is {@link #LARGE}; how it went is told on the loop. */
    void away(Runnable work, Consumer<Problem> then) {
        lane.away(work, then);
    }

    List<SseEvent> restore(Exchange exchange, Restoration restoration, SseEvent event, ReplyFrame frame)
            throws JsonException {
        var from = clock.nanoTime();
        var restored = restoration.event(event, frame);
        exchange.took(Step.RESTORE, from);
        return restored;
    }

    byte[] restore(Exchange exchange, Restoration restoration, ReplyFrame whole) {
        var from = clock.nanoTime();
        var restored = restoration.whole(whole);
        exchange.took(Step.RESTORE, from);
        return restored;
    }

    void meter(Exchange exchange, AttemptRecord attempt) {
        var from = clock.nanoTime();
        attempt.priced(Meter.price(
                attempt.usage(), attempt.destination(), exchange.arrival().day()));
        exchange.took(Step.METER, from);
    }

    /**
     * On file at the end of this turn, before the call or the end of the reply that it is about leaves; what a closed
     * entry came to is held against the key's limits.
     */
    void record(Exchange exchange) {
        var from = clock.nanoTime();
        var entry = exchange.entry();
        lane.record(exchange, entry);
        if (exchange.isOver()) {
            limiter.used(entry.caller(), entry.usage(), entry.cost(), entry.openedAt());
        }
        exchange.took(Step.RECORD, from);
    }
}
