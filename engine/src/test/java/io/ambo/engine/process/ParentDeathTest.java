package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.host.Await;
import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Folders;
import io.ambo.engine.weights.Weights;
import io.ambo.engine.weights.WheelPin;
import io.ambo.engine.weights.Wheels;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the program that ran an engine is killed without warning. */
class ParentDeathTest {
    @TempDir
    Path home;

    private final List<Process> parents = new ArrayList<>();

    @AfterEach
    void endParents() throws IOException {
        parents.forEach(Process::destroyForcibly);
        for (String shared : List.of("engines", "weights")) {
            if (Files.isSymbolicLink(home.resolve(shared))) {
                Files.delete(home.resolve(shared));
            }
        }
    }

    private Process parent(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classes(Engine.class) + ":" + classes(ParentProgram.class)));
        command.addAll(List.of(ParentProgram.class.getName(), home.toString()));
        command.addAll(List.of(arguments));
        Process parent = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        parents.add(parent);
        return parent;
    }

    private static String classes(Class<?> of) throws Exception {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static void awaitState(Process parent, String state) throws IOException {
        BufferedReader lines = parent.inputReader();
        List<String> said = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.equals(state)) {
                return;
            }
        }
        throw new AssertionError("The parent never said " + state + " but " + said);
    }

    private static void kill(Process parent) throws Exception {
        parent.destroyForcibly().onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void realEngineGoesWithItsKilledParent() throws Exception {
        Home.sharingCache(home);
        Process parent = parent("real");
        awaitState(parent, "Ready");
        ProcessHandle child = Home.child(home).orElseThrow();
        assertThat(child.isAlive()).isTrue();
        kill(parent);
        child.onExit().get(5, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void engineThatStaysBehindIsEndedAtTheNextStart() throws Exception {
        Home.withFakeEngine(home);
        Process parent = parent("ignores-stop");
        awaitState(parent, "Ready");
        ProcessHandle child = Home.child(home).orElseThrow();
        kill(parent);
        assertThat(child.isAlive()).isTrue();
        States states = new States();
        try (Engine _ = Engine.start(Recipes.fakeOrder("well", home), EngineEnvironment.of(home), states)) {
            states.await(EngineState.Ready.class);
            assertThat(child.isAlive()).isFalse();
            assertThat(Folders.entries(home.resolve("run"))).hasSize(1);
        }
    }

    @Test
    void killedFetchLeavesNothingThatCountsAsWholeAndNoClientAtWork() throws Exception {
        Path client = folder().resolve("client");
        Path python = Files.writeString(folder().resolve("python"), """
                #!/bin/sh
                [ "$1" = -I ] && echo 3.12.1 && echo "$0" && exit 0
                while [ "$1" != -d ]; do shift; done
                echo half > "$2/xllamacpp.whl"
                echo $$ > CLIENT
                exec sleep 1000
                """.replace("CLIENT", client.toString()));
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        Process parent = parent("real", python.toString());
        awaitState(parent, "Fetching");
        awaitState(parent, "Fetching");
        ProcessHandle fetching =
                ProcessHandle.of(Long.parseLong(awaitText(client))).orElseThrow();
        kill(parent);
        fetching.onExit().get(10, TimeUnit.SECONDS);
        Path engines = home.resolve("engines");
        assertThat(engines.resolve("xllamacpp-" + Recipes.VERSION)).doesNotExist();
        assertThat(halves(engines)).hasSize(1);
        WheelPin demo = Wheels.pin(Wheels.demo(folder(), java.util.Map.of("demo/x.py", Wheels.text("x = 1\n"))));
        EngineOrder order = new EngineOrder(
                "model",
                new Recipe(
                        "demo",
                        new Runner.WheelScript(demo, "fake_engine.py", Map.of()),
                        Probe.usual(),
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        List.of()),
                new Weights.Named("x"),
                Capacity.of(1, 512));
        EngineEnvironment environment = Home.with(EngineEnvironment.of(home), Wheels.onlyFrom(folder()));
        new Preparation(order, environment, new CancellationToken()).prepare(_ -> {});
        assertThat(halves(engines)).isEmpty();
        assertThat(engines.resolve("demo-1.0/demo/x.py")).exists();
    }

    private Path folder() throws IOException {
        return Files.createDirectories(home.resolve("aside"));
    }

    private static List<Path> halves(Path folder) throws IOException {
        return Folders.entries(folder).stream()
                .filter(path -> path.getFileName().toString().startsWith(".half-"))
                .toList();
    }

    /** The parent said so twice: the client is at work, and writes its number at its own pace. */
    private static String awaitText(Path file) throws Exception {
        Await.until(
                file.toString(),
                () -> Files.exists(file) && !Files.readString(file).isBlank());
        return Files.readString(file).strip();
    }
}
