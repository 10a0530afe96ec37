package io.ambo.engine;

import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A model's place on the machine: whether it is loaded, and since when nobody has used it. */
final class Berth {
    /** Idle ones first, of those the one that was used longest ago. */
    static final Comparator<Berth> LEAST_NEEDED = Comparator.comparing((Berth berth) -> !berth.idle())
            .thenComparingLong(berth -> berth.lastUsed)
            .thenComparing(Berth::name);

    /** How far a model is. */
    enum Stage {
        ASLEEP,
        WAKING,
        AWAKE,
        LEAVING,
        STOPPING
    }

    private final FleetModel model;
    private final Door door;
    private Stage stage = Stage.ASLEEP;
    private EngineState state = new EngineState.Asleep();
    private @Nullable AutoCloseable engine;
    private long lastUsed;
    private long wokenAt;
    private long readyAt;
    private Duration lastLoad = Duration.ZERO;

    Berth(FleetModel model, Door door) {
        this.model = model;
        this.door = door;
    }

    String name() {
        return model.name();
    }

    FleetModel model() {
        return model;
    }

    Door door() {
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
        return stage == Stage.ASLEEP ? 0 : model.bytes();
    }

    boolean idle() {
        return door.inside() == 0 && door.waiting() == 0;
    }

    /** Whether it could be told to make room: an engine that is up and has stayed, or one that there is none of. */
    boolean movable(Duration stay, long now) {
        return stage == Stage.AWAKE && now - readyAt >= stay.toNanos()
                || stage == Stage.WAKING && state instanceof EngineState.Absent;
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

    void waking(AutoCloseable begun, long now) {
        engine = begun;
        stage = Stage.WAKING;
        wokenAt = now;
        lastUsed = now;
        door.expect(lastLoad);
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
            lastLoad = Duration.ofNanos(now - wokenAt);
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
        if (stage == Stage.WAKING || stage == Stage.AWAKE) {
            leave();
        }
    }

    void leave() {
        door.shut();
        stage = Stage.LEAVING;
    }

    /** What is to be closed, and then it sleeps; also while it is being closed, so that others can wait for that. */
    AutoCloseable stopping() {
        stage = Stage.STOPPING;
        return engine == null ? () -> {} : engine;
    }

    void asleep() {
        engine = null;
        stage = Stage.ASLEEP;
        state = new EngineState.Asleep();
        door.expect(lastLoad);
    }

    void absent(AbsentReason reason) {
        state = new EngineState.Absent(reason);
        door.turnAway();
    }
}
