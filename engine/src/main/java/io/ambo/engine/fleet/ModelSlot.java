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
                    (ModelSlot berth) -> berth.stage != Stage.DOZING)
            .thenComparing(berth -> !berth.idle())
            .thenComparingLong(berth -> berth.lastUsed)
            .thenComparing(ModelSlot::name);

    /** How far a model is. */
    enum Stage {
        /** There is no process. */
        ASLEEP,
        WAKING,
        AWAKE,
        /** Nobody comes in any more; when the last is out, it is stopped or told to sleep. */
        LEAVING,
        /** It was told to sleep in its own way and does not yet. */
        FALLING_ASLEEP,
        /** It sleeps in its own way: a process that takes up little. */
        DOZING,
        STOPPING
    }

    private final FleetModel model;
    private final Admission door;
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

    ModelSlot(FleetModel model, Admission door) {
        this.model = model;
        this.door = door;
    }

    String name() {
        return model.name();
    }

    FleetModel model() {
        return model;
    }

    Admission door() {
        return door;
    }

    Stage stage() {
        return stage;
    }

    EngineState state() {
        return state;
    }

    /** Memory that it takes up, or may take up at any moment. */
    long held() {
        return held;
    }

    /** Memory that is free when it has gone the way on which it is. */
    long frees() {
        return switch (stage) {
            case LEAVING -> keepsProcess ? held - model.bytesAsleep() : held;
            case FALLING_ASLEEP -> held - model.bytesAsleep();
            case STOPPING -> held;
            case ASLEEP, DOZING, WAKING, AWAKE -> 0;
        };
    }

    /** Memory that is missing for it to be loaded and used. */
    long missing(long heldByAll, long budget) {
        return heldByAll - held + model.bytes() - budget;
    }

    boolean idle() {
        return door.inside() == 0 && door.waiting() == 0;
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

    /** Whether nobody should wait for it now: there is none, or it will take longer than anybody waits. */
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
        door.expect(last);
    }

    private EngineHandle awakened() {
        return Objects.requireNonNull(engine);
    }

    /** Where the engine stands, as it said. */
    void heard(EngineState next) {
        state = next;
    }

    /** The door follows where the engine stands; to be called when everybody can see where that is. */
    void moveDoor(long now) {
        switch (state) {
            case EngineState.Ready _ -> ready(now);
            case EngineState.Starting _ -> notYet();
            case EngineState.Absent _, EngineState.Fetching _, EngineState.Restarting _ -> {
                notYet();
                door.turnAway();
            }
            case EngineState.Stopped _, EngineState.Asleep _ -> door.shut();
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
            door.open();
        }
    }

    private void notYet() {
        door.shut();
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
        door.shut();
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
        door.expect(lastWaking);
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
        door.expect(lastLoad);
    }

    void absent(AbsentReason reason) {
        state = new EngineState.Absent(reason);
        door.turnAway();
    }
}
