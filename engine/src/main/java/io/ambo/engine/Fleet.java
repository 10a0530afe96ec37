package io.ambo.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The models of one machine, which share its memory: loaded when somebody asks, put to sleep when nobody has for a
 * while, and told to make room, the one used longest ago first, when another is wanted.
 *
 * <p>Promises: those loaded, loading and stopping together never take more than the budget; an engine with requests
 * under way is never stopped for another, it only lets nobody new in; who waits for a model gets its turn in the order
 * in which the models were first wanted.
 *
 * <p>It thinks on one thread at a time, its executor's; everything that it is told from outside is put there.
 */
public final class Fleet {

    /** Brings up an engine and tells where it stands; closing it returns when it is gone. */
    @FunctionalInterface
    public interface Waker {
        AutoCloseable wake(FleetModel model, Consumer<EngineState> listener);
    }

    /**
     * What a fleet works with.
     *
     * @param budget bytes that all loaded models may take together
     * @param idle how long a model may lie unused before it is put to sleep; zero is for ever
     * @param serial runs one task after the other, never two at once
     * @param aside runs tasks that may wait
     * @param nanos a clock that never goes back
     * @param told hears of each change: the model's name and where its engine stands; it must not wait
     */
    public record Means(
            long budget,
            Duration idle,
            Waker waker,
            Executor serial,
            Executor aside,
            LongSupplier nanos,
            BiConsumer<String, EngineState> told) {}

    private final Means means;
    private final Map<String, Berth> berths = new LinkedHashMap<>();
    private final Set<Berth> wanted = new LinkedHashSet<>();
    private volatile Map<String, EngineState> states = Map.of();
    private boolean closed;

    public Fleet(Means means) {
        this.means = means;
    }

    /** Adds a model before anybody can ask for it. */
    public void add(FleetModel model, Door door) {
        door.shut();
        berths.put(model.name(), new Berth(model, door));
        keepStates();
    }

    /** Loads those that are loaded early, as many as fit. */
    public void begin() {
        means.serial().execute(() -> {
            for (Berth berth : berths.values()) {
                if (berth.model().bytes() > means.budget()) {
                    tooLarge(berth);
                } else if (berth.model().early() && held() + berth.model().bytes() <= means.budget()) {
                    wake(berth);
                }
            }
        });
    }

    /** Somebody waits for a model that is not awake. */
    public void wanted(String name) {
        means.serial().execute(() -> {
            Berth berth = berth(name);
            if (berth.hopeless()) {
                berth.door().turnAway();
            } else if (berth.stage() != Berth.Stage.AWAKE && berth.stage() != Berth.Stage.WAKING) {
                wanted.add(berth);
            }
            step();
        });
    }

    /** Somebody went in or came out. */
    public void used(String name) {
        means.serial().execute(() -> {
            berth(name).used(means.nanos().getAsLong());
            step();
        });
    }

    /** Looks whether one has been idle for too long; to be called every now and then. */
    public void tick() {
        means.serial().execute(() -> {
            if (means.idle().isPositive()) {
                long now = means.nanos().getAsLong();
                for (Berth berth : berths.values()) {
                    if (berth.idleFor(means.idle(), now)) {
                        berth.leave();
                    }
                }
            }
            step();
        });
    }

    /** Where each model's engine stands. */
    public Map<String, EngineState> states() {
        return states;
    }

    /** Begins to stop everything, and wakes nothing any more; gives what is to be closed. */
    public void close(Consumer<List<AutoCloseable>> then) {
        means.serial().execute(() -> {
            closed = true;
            List<AutoCloseable> engines = new ArrayList<>();
            for (Berth berth : berths.values()) {
                berth.door().shut();
                berth.door().turnAway();
                engines.add(berth.stopping());
            }
            then.accept(engines);
        });
    }

    private Berth berth(String name) {
        Berth berth = berths.get(name);
        if (berth == null) {
            throw new IllegalArgumentException("There is no model " + name);
        }
        return berth;
    }

    /** Everything that can be done now. */
    private void step() {
        if (closed) {
            return;
        }
        leavers().forEach(this::stop);
        wanted.removeIf(berth -> berth.door().waiting() == 0);
        while (!wanted.isEmpty() && serve(wanted.iterator().next())) {
            wanted.remove(wanted.iterator().next());
        }
    }

    private List<Berth> leavers() {
        return berths.values().stream()
                .filter(berth ->
                        berth.stage() == Berth.Stage.LEAVING && berth.door().inside() == 0)
                .toList();
    }

    /** Whether the first of those wanted needs nothing more; while it does, nobody overtakes it. */
    private boolean serve(Berth berth) {
        return switch (berth.stage()) {
            case WAKING, AWAKE -> true;
            case LEAVING, STOPPING -> false;
            case ASLEEP -> load(berth);
        };
    }

    private boolean load(Berth berth) {
        long bytes = berth.model().bytes();
        if (bytes > means.budget()) {
            tooLarge(berth);
            return true;
        }
        long missing = held() + bytes - means.budget();
        if (missing <= 0) {
            wake(berth);
            return true;
        }
        makeRoom(missing);
        return false;
    }

    private void tooLarge(Berth berth) {
        berth.absent(new AbsentReason.NoRoom(berth.model().bytes(), means.budget()));
        tell(berth);
    }

    /** Tells as many to leave as are needed, counting those that are on their way out already. */
    private void makeRoom(long missing) {
        long left = missing - held(leaving(berths.values()));
        for (Berth berth : berths.values().stream()
                .filter(Berth::movable)
                .filter(berth -> berth.model().bytes() > 0)
                .sorted(Berth.LEAST_NEEDED)
                .toList()) {
            if (left <= 0) {
                break;
            }
            left -= berth.held();
            berth.leave();
        }
        leavers().forEach(this::stop);
    }

    private static List<Berth> leaving(Collection<Berth> berths) {
        return berths.stream()
                .filter(berth -> berth.stage() == Berth.Stage.LEAVING || berth.stage() == Berth.Stage.STOPPING)
                .toList();
    }

    private long held() {
        return held(berths.values());
    }

    private static long held(Collection<Berth> berths) {
        return berths.stream().mapToLong(Berth::held).sum();
    }

    private void wake(Berth berth) {
        AutoCloseable engine =
                means.waker().wake(berth.model(), state -> means.serial().execute(() -> heard(berth, state)));
        berth.waking(engine, means.nanos().getAsLong());
    }

    private void heard(Berth berth, EngineState state) {
        if (berth.stage() == Berth.Stage.ASLEEP || berth.stage() == Berth.Stage.STOPPING) {
            return;
        }
        berth.heard(state);
        tell(berth);
        berth.moveDoor(means.nanos().getAsLong());
        step();
    }

    private void stop(Berth berth) {
        AutoCloseable engine = berth.stopping();
        means.aside().execute(() -> {
            try {
                engine.close();
            } catch (Exception e) {
                throw new IllegalStateException("an engine could not be stopped", e);
            } finally {
                means.serial().execute(() -> gone(berth));
            }
        });
    }

    private void gone(Berth berth) {
        berth.asleep();
        if (berth.door().waiting() > 0) {
            wanted.add(berth);
        }
        tell(berth);
        step();
    }

    private void tell(Berth berth) {
        keepStates();
        means.told().accept(berth.name(), berth.state());
    }

    private void keepStates() {
        Map<String, EngineState> now = new LinkedHashMap<>();
        berths.values().forEach(berth -> now.put(berth.name(), berth.state()));
        states = Map.copyOf(now);
    }
}
