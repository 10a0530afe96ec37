package io.ambo.provider;

import io.ambo.core.Clock;
import io.ambo.core.Health;
import io.ambo.core.Health.Rest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/**
 * Keeps requests away from destinations that fail. Shared by all lanes; reading takes no lock.
 *
 * <p>Three failures within a minute, with no more answers than failures, make a destination rest for about five seconds.
 * Then one call probes it while the others go elsewhere: the first words of its answer end the rest, its failure doubles
 * it, up to five minutes. A call that was under way when the rest or the probe began says nothing about how the destination
 * is now, so its failure does not count: a restart of an upstream costs the same however many calls it cut. A pause that a
 * destination asks for begins at once. Rests vary by a fifth, so that several servers do not come back together.
 */
public final class CircuitBreaker {

    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;
    private static final double SPREAD = 0.2;

    /** A probe that has neither been answered nor failed by then makes room for another. */
    private static final Duration PROBE = Duration.ofSeconds(30);

    private record State(Map<String, Circuit> circuits, Health health) {}

    private final Clock clock;
    private final DoubleSupplier random;
    private final AtomicReference<State> state = new AtomicReference<>(new State(Map.of(), Health.GOOD));

    public CircuitBreaker(Clock clock) {
        this(clock, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** With a source of random numbers from 0 up to 1. */
    CircuitBreaker(Clock clock, DoubleSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    /** Which destinations are not to be the first choice. */
    public Health now() {
        return state.get().health();
    }

    /** Whether others are to be asked before it. */
    public boolean rests(String destination) {
        var rest = now().resting().get(destination);
        return rest != null && rest.holdsAt(clock.now());
    }

    /** A call to it begins; the first after a rest is the probe. */
    public void begins(String destination) {
        if (now().resting().containsKey(destination) && !rests(destination)) {
            update(
                    destination,
                    circuit -> circuit.rest()
                            .filter(rest -> !rest.holdsAt(clock.now()))
                            .map(rest -> circuit.probing(
                                    new Rest(clock.now().plus(PROBE), rest.code(), rest.failures()), clock.nanoTime()))
                            .orElse(circuit));
        }
    }

    /**
     * The first words of an answer came.
     *
     * @param began nanoseconds at which its call began
     */
    public void speaks(String destination, long began) {
        if (now().resting().containsKey(destination)) {
            update(destination, circuit -> circuit.spoke(began));
        }
    }

    /**
     * An answer came whole.
     *
     * @param began nanoseconds at which its call began
     */
    public void answered(String destination, long began) {
        if (state.get().circuits().containsKey(destination)) {
            update(destination, circuit -> circuit.answered(began, clock.nanoTime()));
        }
    }

    /**
     * A call failed.
     *
     * @param code stable code of the failure
     * @param retryAfterSeconds the pause that it asked for, 0 for none
     * @param began nanoseconds at which the call began
     */
    public void failed(String destination, String code, long retryAfterSeconds, long began) {
        update(destination, circuit -> {
            if (retryAfterSeconds > 0) {
                return pause(circuit, code, varied(Duration.ofSeconds(retryAfterSeconds), 1));
            }
            if (circuit.open()) {
                return circuit.probed(began) ? rest(circuit, code, circuit.failures() + 1) : circuit;
            }
            var counted = circuit.failed(clock.nanoTime());
            return counted.trips() ? rest(counted, code, counted.failures()) : counted;
        });
    }

    /** A shorter pause than the one that holds changes nothing. */
    private Circuit pause(Circuit circuit, String code, Duration asked) {
        var until = clock.now().plus(asked);
        var holds = circuit.rest()
                .filter(rest -> rest.holdsAt(clock.now()) && rest.until().isAfter(until));
        return holds.isPresent() ? circuit : circuit.rests(until, code, circuit.failures() + 1, clock.nanoTime());
    }

    private Circuit rest(Circuit circuit, String code, int failures) {
        var length = FIRST_REST.multipliedBy(1L << Math.min(circuit.rests(), MOST_DOUBLINGS));
        return circuit.rests(clock.now().plus(varied(length, 1 - SPREAD)), code, failures, clock.nanoTime());
    }

    /** From {@code least} times the length, up to {@link Rest#LONGEST}. */
    private Duration varied(Duration length, double least) {
        var bounded = length.compareTo(Rest.LONGEST) > 0 ? Rest.LONGEST : length;
        var varied = bounded.toMillis() * (least + 2 * SPREAD * random.getAsDouble());
        return Duration.ofMillis(Math.min(Rest.LONGEST.toMillis(), (long) varied));
    }

    private void update(String destination, UnaryOperator<Circuit> change) {
        state.updateAndGet(old -> {
            var before = old.circuits().getOrDefault(destination, Circuit.CLOSED);
            var after = change.apply(before);
            if (after.equals(before)) {
                return old;
            }
            var circuits = new HashMap<>(old.circuits());
            if (after.equals(Circuit.CLOSED)) {
                circuits.remove(destination);
            } else {
                circuits.put(destination, after);
            }
            return new State(circuits, health(old.health(), destination, before, after));
        });
    }

    private static Health health(Health old, String destination, Circuit before, Circuit after) {
        if (before.rest().equals(after.rest())) {
            return old;
        }
        var resting = new HashMap<>(old.resting());
        resting.remove(destination);
        after.rest().ifPresent(rest -> resting.put(destination, rest));
        return new Health(old.epoch() + 1, resting);
    }
}
