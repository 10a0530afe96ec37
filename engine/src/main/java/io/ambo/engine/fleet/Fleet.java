package io.ambo.engine.fleet;

import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.process.EngineHandle;
import io.ambo.engine.process.EngineState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The models of one machine, which share its memory: loaded when somebody asks, put to sleep when nobody has for a
 * while, and told to make room, the one used longest ago first, when another is wanted. An engine that can sleep in its
 * own way keeps its process then; such a one takes up a little memory still, and is the first to make room.
 *
 * <p>Promises: those loaded, loading and stopping together never take more than the budget; an engine with requests
 * under way is never stopped for another, it only lets nobody new in; who waits for a model gets its turn in the order
 * in which the models were first wanted; one that is taken away ends what it has begun.
 *
 * <p>It thinks on one thread at a time, its executor's; everything that it is told from outside is put there.
 */
public final class Fleet {

    /** Brings up an engine and tells where it stands. */
    @FunctionalInterface
    public interface Waker {
        EngineHandle wake(FleetModel model, Consumer<EngineState> listener);
    }

    /**
     * What a fleet works with.
     *
     * @param budget bytes that all loaded models may take together
     * @param idle how long a model may lie unused before it is put to sleep; zero is for ever
     * @param stay how long a model that was loaded stays at least, before it makes room for another
     * @param serial runs one task after the other, never two at once
     * @param aside runs tasks that may wait
     * @param nanos a clock that never goes back
     * @param told hears of each change: the model's name and where its engine stands; it must not wait
     */
    public record Means(
            long budget,
            Duration idle,
            Duration stay,
            Waker waker,
            Executor serial,
            Executor aside,
            LongSupplier nanos,
            BiConsumer<String, EngineState> told) {}

    private final Means means;
    private final Map<String, ModelSlot> berths = new LinkedHashMap<>();
    private final Set<ModelSlot> leftovers = new LinkedHashSet<>();
    private final Set<ModelSlot> wanted = new LinkedHashSet<>();
    private volatile Map<String, EngineState> states = Map.of();
    private boolean closed;

    public Fleet(Means means) {
        this.means = means;
    }

    /** Adds a model before anybody can ask for it. */
    public void add(FleetModel model, Admission door) {
        door.shut();
        berths.put(model.name(), new ModelSlot(model, door));
        keepStates();
    }

    /**
     * Takes models away and adds others; one that is in both is run anew. Who is inside of one that goes ends in peace,
     * who waits is sent away.
     *
     * @param then runs when the states tell of it
     */
    public void change(Set<String> gone, Map<FleetModel, Admission> come, Runnable then) {
        come.values().forEach(Admission::shut);
        means.serial().execute(() -> {
            if (closed) {
                then.run();
                return;
            }
            gone.forEach(this::retire);
            come.forEach((model, door) -> berths.put(model.name(), new ModelSlot(model, door)));
            keepStates();
            loadEarly(come.keySet());
            then.run();
            step();
        });
    }

    private void retire(String name) {
        ModelSlot berth = berths.remove(name);
        if (berth == null) {
            return;
        }
        wanted.remove(berth);
        berth.door().closeDown();
        if (berth.stage() != ModelSlot.Stage.ASLEEP) {
            leftovers.add(berth);
            berth.retire();
        }
    }

    private void loadEarly(Set<FleetModel> these) {
        for (ModelSlot berth : List.copyOf(berths.values())) {
            if (!these.contains(berth.model())) {
                continue;
            }
            if (berth.model().bytes() > means.budget()) {
                tooLarge(berth);
            } else if (berth.model().early() && held() + berth.model().bytes() <= means.budget()) {
                wake(berth);
            }
        }
    }

    /** Loads those that are loaded early, as many as fit. */
    public void begin() {
        means.serial()
                .execute(() ->
                        loadEarly(berths.values().stream().map(ModelSlot::model).collect(Collectors.toSet())));
    }

    /** Somebody waits for a model that is not awake. */
    public void wanted(String name) {
        means.serial().execute(() -> {
            ModelSlot berth = berths.get(name);
            if (berth != null && berth.hopeless()) {
                berth.door().turnAway();
            } else if (berth != null
                    && berth.stage() != ModelSlot.Stage.AWAKE
                    && berth.stage() != ModelSlot.Stage.WAKING) {
                wanted.add(berth);
            }
            step();
        });
    }

    /** Somebody went in or came out. */
    public void used(String name) {
        means.serial().execute(() -> {
            ModelSlot berth = berths.get(name);
            if (berth != null) {
                berth.used(means.nanos().getAsLong());
            }
            step();
        });
    }

    /** Looks whether one has been idle for too long; to be called every now and then. */
    public void tick() {
        means.serial().execute(() -> {
            if (means.idle().isPositive()) {
                long now = means.nanos().getAsLong();
                for (ModelSlot berth : berths.values()) {
                    if (berth.idleFor(means.idle(), now)) {
                        berth.leaveForSleep();
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
            for (ModelSlot berth : all()) {
                berth.door().shut();
                berth.door().turnAway();
                engines.add(berth.stopping());
            }
            then.accept(engines);
        });
    }

    /** Those that there are, and those taken away whose engines are not gone yet. */
    private List<ModelSlot> all() {
        List<ModelSlot> all = new ArrayList<>(berths.values());
        all.addAll(leftovers);
        return all;
    }

    /** Everything that can be done now. */
    private void step() {
        if (closed) {
            return;
        }
        leavers().forEach(this::goOff);
        wanted.removeIf(berth -> berth.door().waiting() == 0);
        while (!wanted.isEmpty() && serve(wanted.iterator().next())) {
            wanted.remove(wanted.iterator().next());
        }
    }

    private List<ModelSlot> leavers() {
        return all().stream()
                .filter(berth ->
                        berth.stage() == ModelSlot.Stage.LEAVING && berth.door().inside() == 0)
                .toList();
    }

    /** Whether the first of those wanted needs nothing more; while it does, nobody overtakes it. */
    private boolean serve(ModelSlot berth) {
        return switch (berth.stage()) {
            case WAKING, AWAKE -> true;
            case LEAVING, FALLING_ASLEEP, STOPPING -> false;
            case ASLEEP, DOZING -> load(berth);
        };
    }

    private boolean load(ModelSlot berth) {
        long bytes = berth.model().bytes();
        if (bytes > means.budget()) {
            tooLarge(berth);
            return true;
        }
        long missing = berth.missing(held(), means.budget());
        if (missing <= 0) {
            wake(berth);
            return true;
        }
        makeRoom(berth, missing);
        return false;
    }

    private void tooLarge(ModelSlot berth) {
        berth.absent(new AbsentReason.NoRoom(berth.model().bytes(), means.budget()));
        tell(berth);
    }

    /** Tells as many to leave as are needed, counting those that are on their way out already. */
    private void makeRoom(ModelSlot wantedOne, long missing) {
        long now = means.nanos().getAsLong();
        long left = missing - all().stream().mapToLong(ModelSlot::frees).sum();
        for (ModelSlot berth : berths.values().stream()
                .filter(berth -> berth != wantedOne && berth.movable(means.stay(), now))
                .filter(berth -> berth.model().bytes() > 0)
                .sorted(ModelSlot.LEAST_NEEDED)
                .toList()) {
            if (left <= 0) {
                break;
            }
            left -= tellToLeave(berth, left);
        }
        leavers().forEach(this::goOff);
    }

    /** Sleep in its own way is enough of one that falls asleep at a word, when so much is free then as is missing. */
    private static long tellToLeave(ModelSlot berth, long missing) {
        boolean sleepIsEnough = berth.ready()
                && berth.model().sleepsAtAWord()
                && berth.model().bytes() - berth.model().bytesAsleep() >= missing;
        if (sleepIsEnough) {
            berth.leaveForSleep();
            return berth.frees();
        }
        long held = berth.held();
        berth.leave();
        return held;
    }

    private long held() {
        return all().stream().mapToLong(ModelSlot::held).sum();
    }

    private void wake(ModelSlot berth) {
        if (berth.stage() == ModelSlot.Stage.DOZING) {
            berth.rousing(means.nanos().getAsLong());
            return;
        }
        EngineHandle engine =
                means.waker().wake(berth.model(), state -> means.serial().execute(() -> heard(berth, state)));
        berth.waking(engine, means.nanos().getAsLong());
    }

    private void heard(ModelSlot berth, EngineState state) {
        if (berth.stage() == ModelSlot.Stage.ASLEEP || berth.stage() == ModelSlot.Stage.STOPPING) {
            return;
        }
        if (state instanceof EngineState.Stopped) {
            stop(berth);
        } else if (berth.stage() == ModelSlot.Stage.FALLING_ASLEEP) {
            heardWhileFalling(berth, state);
        } else {
            heardAwake(berth, state);
        }
        step();
    }

    private void heardWhileFalling(ModelSlot berth, EngineState state) {
        switch (state) {
            case EngineState.Asleep _ -> {
                if (leftovers.contains(berth)) {
                    stop(berth);
                } else {
                    doze(berth);
                }
            }
            case EngineState.Ready _, EngineState.Starting _ -> {
                // not yet
            }
            case EngineState.Absent _, EngineState.Fetching _, EngineState.Restarting _, EngineState.Stopped _ ->
                stop(berth);
        }
    }

    private void doze(ModelSlot berth) {
        berth.dozing();
        wantedAgain(berth);
        tell(berth);
    }

    private void heardAwake(ModelSlot berth, EngineState state) {
        berth.heard(state);
        if (!leftovers.contains(berth)) {
            tell(berth);
            berth.moveDoor(means.nanos().getAsLong());
        }
    }

    /** Stops one that nobody is inside of, or lets it fall asleep in its own way. */
    private void goOff(ModelSlot berth) {
        if (berth.keepsProcess() && berth.ready()) {
            berth.fallingAsleep();
        } else {
            stop(berth);
        }
    }

    private void stop(ModelSlot berth) {
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

    private void gone(ModelSlot berth) {
        if (leftovers.remove(berth)) {
            step();
            return;
        }
        berth.asleep();
        wantedAgain(berth);
        tell(berth);
        step();
    }

    private void wantedAgain(ModelSlot berth) {
        if (berth.door().waiting() > 0) {
            wanted.add(berth);
        }
    }

    private void tell(ModelSlot berth) {
        keepStates();
        means.told().accept(berth.name(), berth.state());
    }

    private void keepStates() {
        Map<String, EngineState> now = new LinkedHashMap<>();
        berths.values().forEach(berth -> now.put(berth.name(), berth.state()));
        states = Map.copyOf(now);
    }
}
