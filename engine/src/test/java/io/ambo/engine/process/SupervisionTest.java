package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.Await;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.ExitCause;
import io.ambo.engine.host.FakeTime;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.ParentDeathWrapper;
import io.ambo.engine.host.Platform;
import io.ambo.engine.host.RestartBackoff;
import io.ambo.engine.weights.Python;
import io.ambo.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an engine, walked by a stand-in process. */
class SupervisionTest {
    private static final RestartBackoff BRISK = new RestartBackoff(
            Duration.ofMillis(100), Duration.ofSeconds(1), 0.2, Duration.ofSeconds(30), 4, Duration.ofMinutes(5));

    @TempDir
    Path home;

    private final States states = new States();

    private Engine start(String behaviour) throws IOException {
        return Engine.start(Recipes.fakeOrder(behaviour, home), Home.withFakeEngine(home), states);
    }

    private Engine startWithFakeTime(String behaviour, Probe probe) throws IOException {
        EngineEnvironment environment = Home.with(Home.withFakeEngine(home), new FakeTime(), BRISK);
        EngineOrder order = new EngineOrder(
                behaviour, Recipes.fake(probe), new Weights.LocalFile(home.resolve("model")), Capacity.of(1, 512));
        return Engine.start(order, environment, states);
    }

    private static Probe probe(Duration startLimit) {
        return new Probe("/health", "/v1/models", startLimit, Duration.ofSeconds(5), Duration.ofSeconds(5), 3);
    }

    @Test
    void wellEngineBecomesReadyAndStops() throws Exception {
        ProcessHandle child;
        try (Engine engine = start("well")) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            assertThat(ready.facts()).isEqualTo(new ModelFacts(1024, 8192, 5, 7, "Q4_1"));
            assertThat(ready.toString()).doesNotContain(ready.key().reveal());
            assertThat(engine.state()).isEqualTo(ready);
            child = Home.child(home).orElseThrow();
        }
        assertThat(child.isAlive()).isFalse();
        assertThat(states.all())
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("Starting", "Ready", "Stopped");
        assertThat(Folders.entries(home.resolve("run"))).isEmpty();
    }

    @Test
    void slowEngineIsWaitedFor() throws Exception {
        try (Engine _ = start("slow")) {
            assertThat(states.await(EngineState.Ready.class).address()).isInstanceOf(EngineAddress.UnixSocket.class);
        }
    }

    @Test
    void runFolderIsForThisUserAlone() throws Exception {
        try (Engine _ = start("well")) {
            states.await(EngineState.Ready.class);
            for (Path folder : List.of(
                    home.resolve("run"), Folders.entries(home.resolve("run")).getFirst())) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void keyIsNeitherOnTheCommandLineNorInTheEnvironmentNorInAnyFile() throws Exception {
        try (Engine _ = start("well")) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            String key = ready.key().reveal();
            assertThat(Http.get(ready, "/environment").body()).contains("PATH").doesNotContain(key);
            assertThat(Home.child(home).orElseThrow().info().toString()).doesNotContain(key);
            for (Path file : filesUnder(home)) {
                assertThat(Files.readString(file)).doesNotContain(key);
            }
        }
    }

    private static List<Path> filesUnder(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void variablesOfOthersAreNotHandedOn() throws Exception {
        EngineEnvironment environment =
                Home.with(Home.withFakeEngine(home), java.util.Map.of("ACME_API_KEY", "sk-secret"));
        try (Engine _ = Engine.start(Recipes.fakeOrder("well", home), environment, states)) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            assertThat(Http.get(ready, "/environment").body()).doesNotContain("sk-secret");
        }
    }

    @Test
    void killedEngineComesBackWithItsReason() throws Exception {
        try (Engine _ = start("well")) {
            states.await(EngineState.Ready.class);
            ProcessHandle child = Home.child(home).orElseThrow();
            child.destroyForcibly();
            child.onExit().get(10, TimeUnit.SECONDS);
            EngineState.Restarting restarting = states.await(EngineState.Restarting.class);
            assertThat(restarting.attempt()).isEqualTo(1);
            assertThat(restarting.reason()).isEqualTo(new ExitCause.Killed(9, List.of()));
            states.await(EngineState.Ready.class, 2);
        }
    }

    @Test
    void engineThatKeepsDyingIsGivenUpAndTriedAgainMuchLater() throws Exception {
        try (Engine _ = startWithFakeTime("dies-at-once", probe(Duration.ofMinutes(2)))) {
            ExitCause death = new ExitCause.Exited(7, List.of("cannot open the model"));
            assertThat(states.await(EngineState.Absent.class).reason())
                    .isEqualTo(new AbsentReason.KeepsDying(4, death));
            assertThat(states.all(EngineState.Restarting.class).stream().limit(3))
                    .allSatisfy(state -> assertThat(state.reason()).isEqualTo(death))
                    .extracting(EngineState.Restarting::attempt)
                    .containsExactly(1, 2, 3);
            states.await(EngineState.Restarting.class, 4);
        }
    }

    @Test
    void engineThatIsNeverReadyIsEndedAndSaidSo() throws Exception {
        try (Engine _ = startWithFakeTime("never-ready", probe(Duration.ofSeconds(2)))) {
            assertThat(states.await(EngineState.Restarting.class).reason())
                    .isInstanceOfSatisfying(
                            ExitCause.NeverReady.class,
                            death -> assertThat(death.waited()).isGreaterThan(Duration.ofSeconds(2)));
        }
        assertThat(states.all(EngineState.Ready.class)).isEmpty();
    }

    @Test
    void engineThatTurnsIllIsStartedAgain() throws Exception {
        try (Engine _ = start("turns-ill")) {
            states.await(EngineState.Ready.class);
            assertThat(states.await(EngineState.Restarting.class).reason())
                    .isEqualTo(new ExitCause.NotHealthy(3, List.of()));
        }
    }

    @Test
    void engineThatIgnoresStoppingIsEnded() throws Exception {
        ProcessHandle child;
        try (Engine _ = startWithFakeTime("ignores-stop", probe(Duration.ofMinutes(2)))) {
            states.await(EngineState.Ready.class);
            child = Home.child(home).orElseThrow();
        }
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void onceRequestsComeOnlyHarmlessLinesAreKept() throws Exception {
        Path log = home.resolve("logs/engine.log");
        try (Engine _ = start("well")) {
            Http.get(states.await(EngineState.Ready.class), "/say");
            Await.until(() -> Files.readString(log).contains("slot 3 released"));
        }
        assertThat(Files.readString(log))
                .contains("(withheld: 21 characters)", "slot 3 released")
                .doesNotContain("CANARY");
    }

    @Test
    void whereThereAreNoSocketsTheChildReportsItsPort() throws Exception {
        EngineEnvironment environment = Home.on(Home.withFakeEngine(home), new Platform("windows-x86_64"));
        environment = Home.with(environment, java.util.Map.of("AMBO_PYTHON", python()));
        try (Engine _ = Engine.start(Recipes.fakeOrder("well", home), environment, states)) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            assertThat(ready.address()).isInstanceOf(EngineAddress.Loopback.class);
            assertThat(Http.get(ready, "/health").status()).isEqualTo(200);
        }
    }

    private String python() throws Exception {
        return Python.find(EngineEnvironment.of(home)).executable().toString();
    }

    @Test
    void socketWhosePathIsTooLongGoesToAShortFolderThatIsDeletedAfterwards() throws Exception {
        Path deep = Files.createDirectories(home.resolve("a".repeat(60)).resolve("b".repeat(60)));
        Path socket;
        try (Engine _ = Engine.start(Recipes.fakeOrder("well", deep), Home.withFakeEngine(deep), states)) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            socket = ((EngineAddress.UnixSocket) ready.address()).path();
            assertThat(socket.toString()).hasSizeLessThan(101);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    void missingProgramIsFoundAtOnceWhenSomebodyPutItThere() throws Exception {
        Path bin = Files.createDirectories(home.resolve("bin"));
        EngineEnvironment environment = Home.with(
                Home.withFakeEngine(home),
                java.util.Map.of("PATH", bin + java.io.File.pathSeparator + System.getenv("PATH")));
        EngineOrder order = new EngineOrder(
                "well", Recipes.llamaServer(), new Weights.LocalFile(home.resolve("model")), Capacity.of(2, 1024));
        try (Engine engine = Engine.start(order, environment, states)) {
            assertThat(states.await(EngineState.Absent.class).reason())
                    .isEqualTo(new AbsentReason.NoProgram("llama-server"));
            Path fake = Files.writeString(bin.resolve("fake.py"), ParentDeathWrapper.resource("fake_engine.py"));
            Path program = Files.writeString(
                    bin.resolve("llama-server"), "#!/bin/sh\nexec " + python() + " -I " + fake + " \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            engine.retry();
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            assertThat(Http.get(ready, "/command-line").body())
                    .contains("--parallel", "2048", "/dev/stdin")
                    .doesNotContain(ready.key().reveal());
            ProcessHandle child = Home.child(home).orElseThrow();
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            assertThat(states.await(EngineState.Restarting.class).reason())
                    .isInstanceOfSatisfying(
                            ExitCause.Killed.class,
                            death -> assertThat(death.signal()).isEqualTo(9));
            states.await(EngineState.Ready.class, 2);
        }
    }

    @Test
    void engineOfSomebodyElseIsWatchedAndNeverStopped() throws Exception {
        try (Engine _ = start("well")) {
            EngineState.Ready theirs = states.await(EngineState.Ready.class);
            ProcessHandle child = Home.child(home).orElseThrow();
            Recipe attached = new Recipe(
                    "attached",
                    new Runner.Attached(theirs.address()),
                    probe(Duration.ofSeconds(5)),
                    Duration.ZERO,
                    Optional.empty(),
                    List.of());
            EngineOrder order = new EngineOrder("theirs", "m", attached, new Weights.Named("m"), Capacity.of(1, 512));
            States ours = new States();
            try (Engine _ = Engine.start(order, EngineEnvironment.of(home), ours)) {
                assertThat(ours.await(EngineState.Ready.class).address()).isEqualTo(theirs.address());
            }
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void listenerThatComesLateHearsThePresentStateFirst() throws Exception {
        try (Engine engine = start("well")) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            States late = new States();
            engine.listen(late);
            assertThat(late.all()).containsExactly(ready);
        }
    }
}
