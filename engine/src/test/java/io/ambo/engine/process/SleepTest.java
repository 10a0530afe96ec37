package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that sleep in their own way, played by a stand-in process. */
class SleepTest {
    private static final Sleep.Way AT_A_WORD = new Sleep.Way.Told("/sleep", "/wake");

    @TempDir
    Path home;

    private final States states = new States();

    private Engine start(String behaviour, Sleep.Way way) throws IOException {
        EngineOrder order = new EngineOrder(
                behaviour,
                Recipes.sleeping(way, 1),
                new Weights.LocalFile(home.resolve("model")),
                Capacity.of(2, 1024));
        return Engine.start(order, Home.withFakeEngine(home), states);
    }

    private ProcessHandle child() throws IOException {
        return Home.child(home).orElseThrow();
    }

    @Test
    void engineFallsAsleepAtAWordAndWakesWithItsProcessAndItsKey() throws Exception {
        try (Engine engine = start("well", AT_A_WORD)) {
            EngineState.Ready first = states.await(EngineState.Ready.class);
            ProcessHandle child = child();
            engine.fallAsleep();
            states.await(EngineState.Asleep.class);
            assertThat(Http.get(first, "/sleeping").body()).contains("true");
            engine.wakeUp();
            EngineState.Ready second = states.await(EngineState.Ready.class, 2);
            assertThat(second.key()).isEqualTo(first.key());
            assertThat(second.facts()).isEqualTo(first.facts());
            assertThat(Http.get(second, "/sleeping").body()).contains("false");
            assertThat(child.isAlive()).isTrue();
        }
        assertThat(states.all()).last().isEqualTo(new EngineState.Stopped());
    }

    @Test
    void engineThatFallsAsleepByItselfCountsAsAsleepWhenItSaysSo() throws Exception {
        try (Engine engine = start("well", new Sleep.Way.ByItself(Duration.ofSeconds(1)))) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            engine.fallAsleep();
            states.await(EngineState.Asleep.class);
            assertThat(Http.get(ready, "/sleeping").body()).contains("true");
            engine.wakeUp();
            states.await(EngineState.Ready.class, 2);
        }
    }

    @Test
    void engineThatWillNotSleepIsStopped() throws Exception {
        try (Engine engine = start("will-not-sleep", AT_A_WORD)) {
            states.await(EngineState.Ready.class);
            ProcessHandle child = child();
            engine.fallAsleep();
            states.await(EngineState.Stopped.class);
            assertThat(child.isAlive()).isFalse();
            assertThat(states.all(EngineState.Asleep.class)).isEmpty();
        }
    }

    @Test
    void engineThatDoesNotWakeIsStartedAnewAtOnce() throws Exception {
        try (Engine engine = start("will-not-wake", AT_A_WORD)) {
            EngineState.Ready first = states.await(EngineState.Ready.class);
            ProcessHandle child = child();
            engine.fallAsleep();
            states.await(EngineState.Asleep.class);
            engine.wakeUp();
            EngineState.Ready second = states.await(EngineState.Ready.class, 2);
            assertThat(second.key()).isNotEqualTo(first.key());
            assertThat(child.isAlive()).isFalse();
            assertThat(states.all(EngineState.Restarting.class)).isEmpty();
        }
    }

    @Test
    void processThatDiesInItsSleepIsNotStartedAgain() throws Exception {
        try (Engine engine = start("well", AT_A_WORD)) {
            states.await(EngineState.Ready.class);
            engine.fallAsleep();
            states.await(EngineState.Asleep.class);
            ProcessHandle child = child();
            child.destroyForcibly();
            child.onExit().get(10, TimeUnit.SECONDS);
            states.await(EngineState.Stopped.class);
            assertThat(states.all(EngineState.Starting.class)).hasSize(1);
        }
    }

    @Test
    void engineIsStoppedInItsSleep() throws Exception {
        ProcessHandle child;
        try (Engine engine = start("well", AT_A_WORD)) {
            states.await(EngineState.Ready.class);
            child = child();
            engine.fallAsleep();
            states.await(EngineState.Asleep.class);
        }
        assertThat(child.isAlive()).isFalse();
        assertThat(states.all()).last().isEqualTo(new EngineState.Stopped());
    }
}
