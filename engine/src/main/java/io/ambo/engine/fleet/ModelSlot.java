package io.ambo.engine.fleet;

import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.process.EngineHandle;
import io.ambo.engine.process.EngineState;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One model of the fleet: whether it is loaded, and how long it has been idle. */
final class ModelSlot {
    /** Those that sleep already first, then idle ones, of those the one that was used longest ago. */
    static final Comparator<ModelSlot> LEAST_NEEDED = Comparator.comparing(
                    (ModelSlot slot) -> slot.stage != Stage.DOZING)
            .thenComparing(slot -> !slot.idle())
            .thenComparingLong(slot -> slot.lastUsed)
            .thenComparing(ModelSlot::name);

    /** How far a model is. */
    enum Stage {
        /** There is no process. */
        ASLEEP,
        WAKING,
        AWAKE,
        /** No more requests are admitted; after the last one ends, it is stopped or told to sleep. */
        LEAVING,
        /** It was told to sleep in its own way and is not asleep yet. */
        FALLING_ASLEEP,
        /** It sleeps in its own way: a process that uses little memory. */
        DOZING,
        STOPPING
    }

    private final FleetModel model;
    private final Admission admission;
    private Stage stage = Stage.ASLEEP;
    private EngineState state = new EngineState.Asleep();
    private @Nullable EngineHandle engine;
    /** Whether it is to keep its process when it has left. */
    private boolean keepsProcess;

    private long lastUsed;
    private long wokenAt;
    private long readyAt;
    private Duration lastLoad = Duration.ZERO;
    private Duration lastWaking = Duration.ZERO;
    private boolean dozed;
    private long held;

    ModelSlot(FleetModel model, Admission admission) {
        this.model = model;
        this.admission = admission;
    }

    String name() {
        return model.name();
    }

    FleetModel model() {
        return model;
    }

    Admission admission() {
        return admission;
    }

    Stage stage() {
        return stage;
    }

    EngineState state() {
        return state;
    }

    /** The memory that it uses, or may use at any moment. */
    long held() {
        return held;
    }

    /** The memory that will be free when its present change of stage is done. */
    long frees() {
        return switch (stage) {
            case LEAVING -> keepsProcess ? held - model.bytesAsleep() : held;
            case FALLING_ASLEEP -> held - model.bytesAsleep();
            case STOPPING -> held;
            case ASLEEP, DOZING, WAKING, AWAKE -> 0;
        };
    }

    /** The memory that is missing to load it. */
    long missing(long heldByAll, long budget) {
        return heldByAll - held + model.bytes() - budget;
    }

    boolean idle() {
        return admission.inside() == 0 && admission.waiting() == 0;
    }

    /** Whether it could be told to make room: an engine that is up and has stayed, or one that there is none of. */
    boolean movable(Duration stay, long now) {
        return stage == Stage.AWAKE && now - readyAt >= stay.toNanos()
                || stage == Stage.WAKING && state instanceof EngineState.Absent
                || stage == Stage.DOZING;
    }

    /** Whether it is up, so that it can be told to sleep. */
    boolean ready() {
        return state instanceof EngineState.Ready;
    }

    boolean keepsProcess() {
        return keepsProcess;
    }

    /** Whether waiting is useless now: there is no engine, or it will take longer than any request waits. */
    boolean hopeless() {
        return switch (state) {
            case EngineState.Absent _, EngineState.Fetching _, EngineState.Restarting _ -> true;
            case EngineState.Ready _, EngineState.Starting _, EngineState.Stopped _, EngineState.Asleep _ -> false;
        };
    }

    boolean idleFor(Duration limit, long now) {
        return stage == Stage.AWAKE && idle() && now - lastUsed >= limit.toNanos();
    }

    void used(long now) {
        lastUsed = now;
    }

    void waking(EngineHandle begun, long now) {
        engine = begun;
        dozed = false;
        waking(lastLoad, now);
    }

    /** Wakes one that sleeps in its own way. */
    void rousing(long now) {
        dozed = true;
        waking(lastWaking, now);
        awakened().wakeUp();
    }

    private void waking(Duration last, long now) {
        stage = Stage.WAKING;
        held = model.bytes();
        wokenAt = now;
        lastUsed = now;
        admission.expect(last);
    }

    private EngineHandle awakened() {
        return Objects.requireNonNull(engine);
    }

    /** Where the engine stands, as it said. */
    void heard(EngineState next) {
        state = next;
    }

    /** Opens or shuts the admission as the engine's state requires; call it after the state was published. */
    void updateAdmission(long now) {
        switch (state) {
            case EngineState.Ready _ -> ready(now);
            case EngineState.Starting _ -> notYet();
            case EngineState.Absent _, EngineState.Fetching _, EngineState.Restarting _ -> {
                notYet();
                admission.turnAway();
            }
            case EngineState.Stopped _, EngineState.Asleep _ -> admission.shut();
        }
    }

    private void ready(long now) {
        if (stage == Stage.WAKING) {
            stage = Stage.AWAKE;
            var took = Duration.ofNanos(now - wokenAt);
            if (dozed) {
                lastWaking = took;
            } else {
                lastLoad = took;
            }
            lastUsed = now;
            readyAt = now;
            admission.open();
        }
    }

    private void notYet() {
        admission.shut();
        if (stage == Stage.AWAKE) {
            stage = Stage.WAKING;
        }
    }

    /** Leaves unless it is on its way out already. */
    void leaveIfHere() {
        if (stage == Stage.WAKING || stage == Stage.AWAKE || stage == Stage.DOZING) {
            leave();
        }
    }

    void leave() {
        leave(false);
    }

    /** The same, keeping its process where it can. */
    void leaveForSleep() {
        leave(model.sleepsInItsOwnWay());
    }

    private void leave(boolean keeping) {
        admission.shut();
        stage = Stage.LEAVING;
        keepsProcess = keeping;
    }

    /** It is taken away: it has no process to keep. */
    void retire() {
        keepsProcess = false;
        leaveIfHere();
    }

    void fallingAsleep() {
        stage = Stage.FALLING_ASLEEP;
        awakened().fallAsleep();
    }

    void dozing() {
        stage = Stage.DOZING;
        held = model.bytesAsleep();
        state = new EngineState.Asleep();
        admission.expect(lastWaking);
    }

    /** What is to be closed, and then it sleeps; also while it is being closed, so that others can wait for that. */
    AutoCloseable stopping() {
        stage = Stage.STOPPING;
        return engine == null ? () -> {} : engine;
    }

    void asleep() {
        engine = null;
        stage = Stage.ASLEEP;
        held = 0;
        state = new EngineState.Asleep();
        admission.expect(lastLoad);
    }

    void absent(AbsentReason reason) {
        state = new EngineState.Absent(reason);
        admission.turnAway();
    }
}
