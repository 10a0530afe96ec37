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
 * The models of one machine, which share its memory: loaded on request, put to sleep when idle,
 * and stopped for another model when memory is short, the least recently used one first. An engine with its own sleep
 * mode keeps its process while it sleeps; it still uses some memory, and is stopped first.
 *
 * <p>Promises: those loaded, loading and stopping together never take more than the budget; an engine with requests
 * under way is never stopped for another, it only admits no new ones; models are loaded in the order in which they were
 * first wanted; a removed model finishes its requests.
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
     * @param idle how long a model may be idle before it is put to sleep; zero means forever
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
    private final Map<String, ModelSlot> slots = new LinkedHashMap<>();
    private final Set<ModelSlot> leftovers = new LinkedHashSet<>();
    private final Set<ModelSlot> wanted = new LinkedHashSet<>();
    private volatile Map<String, EngineState> states = Map.of();
    private boolean closed;

    public Fleet(Means means) {
        this.means = means;
    }

    /** Adds a model before anybody can ask for it. */
    public void add(FleetModel model, Admission admission) {
        admission.shut();
        slots.put(model.name(), new ModelSlot(model, admission));
        keepStates();
    }

    /**
     * Removes models and adds others; one that is in both is restarted. Requests inside a removed model are finished,
     * waiting ones are refused.
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
            come.forEach((model, admission) -> slots.put(model.name(), new ModelSlot(model, admission)));
            keepStates();
            loadEarly(come.keySet());
            then.run();
            step();
        });
    }

    private void retire(String name) {
        ModelSlot slot = slots.remove(name);
        if (slot == null) {
            return;
        }
        wanted.remove(slot);
        slot.admission().closeDown();
        if (slot.stage() != ModelSlot.Stage.ASLEEP) {
            leftovers.add(slot);
            slot.retire();
        }
    }

    private void loadEarly(Set<FleetModel> these) {
        for (ModelSlot slot : List.copyOf(slots.values())) {
            if (!these.contains(slot.model())) {
                continue;
            }
            if (slot.model().bytes() > means.budget()) {
                tooLarge(slot);
            } else if (slot.model().early() && held() + slot.model().bytes() <= means.budget()) {
                wake(slot);
            }
        }
    }

    /** Loads those that are loaded early, as many as fit. */
    public void begin() {
        means.serial()
                .execute(() ->
                        loadEarly(slots.values().stream().map(ModelSlot::model).collect(Collectors.toSet())));
    }

    /** A request waits for a model that is not awake. */
    public void wanted(String name) {
        means.serial().execute(() -> {
            ModelSlot slot = slots.get(name);
            if (slot != null && slot.hopeless()) {
                slot.admission().turnAway();
            } else if (slot != null
                    && slot.stage() != ModelSlot.Stage.AWAKE
                    && slot.stage() != ModelSlot.Stage.WAKING) {
                wanted.add(slot);
            }
            step();
        });
    }

    /** A request began or ended. */
    public void used(String name) {
        means.serial().execute(() -> {
            ModelSlot slot = slots.get(name);
            if (slot != null) {
                slot.used(means.nanos().getAsLong());
            }
            step();
        });
    }

    /** Looks whether one has been idle for too long; to be called every now and then. */
    public void tick() {
        means.serial().execute(() -> {
            if (means.idle().isPositive()) {
                long now = means.nanos().getAsLong();
                for (ModelSlot slot : slots.values()) {
                    if (slot.idleFor(means.idle(), now)) {
                        slot.leaveForSleep();
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
            for (ModelSlot slot : all()) {
                slot.admission().shut();
                slot.admission().turnAway();
                engines.add(slot.stopping());
            }
            then.accept(engines);
        });
    }

    /** Those that there are, and those taken away whose engines are not gone yet. */
    private List<ModelSlot> all() {
        List<ModelSlot> all = new ArrayList<>(slots.values());
        all.addAll(leftovers);
        return all;
    }

    /** Everything that can be done now. */
    private void step() {
        if (closed) {
            return;
        }
        leavers().forEach(this::goOff);
        wanted.removeIf(slot -> slot.admission().waiting() == 0);
        while (!wanted.isEmpty() && serve(wanted.iterator().next())) {
            wanted.remove(wanted.iterator().next());
        }
    }

    private List<ModelSlot> leavers() {
        return all().stream()
                .filter(slot -> slot.stage() == ModelSlot.Stage.LEAVING
                        && slot.admission().inside() == 0)
                .toList();
    }

    /** Whether the first wanted model needs nothing more; until then none overtakes it. */
    private boolean serve(ModelSlot slot) {
        return switch (slot.stage()) {
            case WAKING, AWAKE -> true;
            case LEAVING, FALLING_ASLEEP, STOPPING -> false;
            case ASLEEP, DOZING -> load(slot);
        };
    }

    private boolean load(ModelSlot slot) {
        long bytes = slot.model().bytes();
        if (bytes > means.budget()) {
            tooLarge(slot);
            return true;
        }
        long missing = slot.missing(held(), means.budget());
        if (missing <= 0) {
            wake(slot);
            return true;
        }
        makeRoom(slot, missing);
        return false;
    }

    private void tooLarge(ModelSlot slot) {
        slot.absent(new AbsentReason.NoRoom(slot.model().bytes(), means.budget()));
        tell(slot);
    }

    /** Tells as many to leave as are needed, counting those that are on their way out already. */
    private void makeRoom(ModelSlot wantedOne, long missing) {
        long now = means.nanos().getAsLong();
        long left = missing - all().stream().mapToLong(ModelSlot::frees).sum();
        for (ModelSlot slot : slots.values().stream()
                .filter(slot -> slot != wantedOne && slot.movable(means.stay(), now))
                .filter(slot -> slot.model().bytes() > 0)
                .sorted(ModelSlot.LEAST_NEEDED)
                .toList()) {
            if (left <= 0) {
                break;
            }
            left -= tellToLeave(slot, left);
        }
        leavers().forEach(this::goOff);
    }

    /** Sleep in its own way is enough of one that falls asleep at a word, when so much is free then as is missing. */
    private static long tellToLeave(ModelSlot slot, long missing) {
        boolean sleepIsEnough = slot.ready()
                && slot.model().sleepsAtAWord()
                && slot.model().bytes() - slot.model().bytesAsleep() >= missing;
        if (sleepIsEnough) {
            slot.leaveForSleep();
            return slot.frees();
        }
        long held = slot.held();
        slot.leave();
        return held;
    }

    private long held() {
        return all().stream().mapToLong(ModelSlot::held).sum();
    }

    private void wake(ModelSlot slot) {
        if (slot.stage() == ModelSlot.Stage.DOZING) {
            slot.rousing(means.nanos().getAsLong());
            return;
        }
        EngineHandle engine =
                means.waker().wake(slot.model(), state -> means.serial().execute(() -> heard(slot, state)));
        slot.waking(engine, means.nanos().getAsLong());
    }

    private void heard(ModelSlot slot, EngineState state) {
        if (slot.stage() == ModelSlot.Stage.ASLEEP || slot.stage() == ModelSlot.Stage.STOPPING) {
            return;
        }
        if (state instanceof EngineState.Stopped) {
            stop(slot);
        } else if (slot.stage() == ModelSlot.Stage.FALLING_ASLEEP) {
            heardWhileFalling(slot, state);
        } else {
            heardAwake(slot, state);
        }
        step();
    }

    private void heardWhileFalling(ModelSlot slot, EngineState state) {
        switch (state) {
            case EngineState.Asleep _ -> {
                if (leftovers.contains(slot)) {
                    stop(slot);
                } else {
                    doze(slot);
                }
            }
            case EngineState.Ready _, EngineState.Starting _ -> {
                // not yet
            }
            case EngineState.Absent _, EngineState.Fetching _, EngineState.Restarting _, EngineState.Stopped _ ->
                stop(slot);
        }
    }

    private void doze(ModelSlot slot) {
        slot.dozing();
        wantedAgain(slot);
        tell(slot);
    }

    private void heardAwake(ModelSlot slot, EngineState state) {
        slot.heard(state);
        if (!leftovers.contains(slot)) {
            tell(slot);
            slot.updateAdmission(means.nanos().getAsLong());
        }
    }

    /** Stops an engine without requests, or lets it fall asleep in its own way. */
    private void goOff(ModelSlot slot) {
        if (slot.keepsProcess() && slot.ready()) {
            slot.fallingAsleep();
        } else {
            stop(slot);
        }
    }

    private void stop(ModelSlot slot) {
        AutoCloseable engine = slot.stopping();
        means.aside().execute(() -> {
            try {
                engine.close();
            } catch (Exception e) {
                throw new IllegalStateException("an engine could not be stopped", e);
            } finally {
                means.serial().execute(() -> gone(slot));
            }
        });
    }

    private void gone(ModelSlot slot) {
        if (leftovers.remove(slot)) {
            step();
            return;
        }
        slot.asleep();
        wantedAgain(slot);
        tell(slot);
        step();
    }

    private void wantedAgain(ModelSlot slot) {
        if (slot.admission().waiting() > 0) {
            wanted.add(slot);
        }
    }

    private void tell(ModelSlot slot) {
        keepStates();
        means.told().accept(slot.name(), slot.state());
    }

    private void keepStates() {
        Map<String, EngineState> now = new LinkedHashMap<>();
        slots.values().forEach(slot -> now.put(slot.name(), slot.state()));
        states = Map.copyOf(now);
    }
}
