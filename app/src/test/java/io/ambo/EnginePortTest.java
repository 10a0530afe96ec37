package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.host.ExitCause;
import io.ambo.engine.process.EngineAddress;
import io.ambo.engine.process.EngineState;
import io.ambo.ledger.Outcome;
import io.ambo.platform.Home;
import io.ambo.standin.Recorded;
import io.ambo.standin.StandIn;
import io.ambo.standin.StandInOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Behind a running Ambo, another process takes the port of an engine that cannot listen on a socket: it gets no prompt. */
class EnginePortTest {

    private static final String ENGINE = """
            id: by-port
            program: {command: by-port, on-loopback: [--port, "{free-port}"]}
            probe: {path: /v1/models}
            slots: 1
            context-per-slot: 2048
            memory: 1
            source: {source: a stand-in, read: 2026-11-25}
            """;
    private static final String MODEL = """
            provider: embedded
            models:
              - {id: smollm2-135m, tuning: {engine: by-port}}
            """;
    /** Writes down its port; the first one waits for ever instead of listening if the file {@code late} is there. */
    private static final String PROGRAM = """
            #!/bin/sh
            echo "$2" >> '%1$s/ports'
            [ -f '%1$s/late' ] && rm '%1$s/late' && exec sleep 1000
            exec %2$s --models smollm2-135m --port "$2"
            """;

    private static final String HELLO = """
            {"model":"embedded/smollm2-135m","messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path home;

    private final LinkedBlockingQueue<EngineState> states = new LinkedBlockingQueue<>();

    @BeforeEach
    void prepare() throws IOException {
        Home.open(home);
        var standIn = ServerProcess.java(io.ambo.standin.Main.class);
        var words =
                String.join(" ", standIn.stream().map(word -> "'" + word + "'").toList());
        var program = Files.writeString(home.resolve("by-port"), PROGRAM.formatted(home, words));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(home.resolve("engines"));
        Files.writeString(home.resolve("engines/by-port.yaml"), ENGINE);
        Files.createDirectories(home.resolve("models"));
        Files.writeString(home.resolve("models/by-port.yaml"), MODEL);
        Files.writeString(
                home.resolve("ambo.yaml"),
                "port: 0\nlanes: 2\nengine: {llama-server: \"" + program + "\"}\nlimits: {stop-timeout: 300ms}\n");
    }

    private LiveServer open() {
        return LiveServer.open(home, (model, state) -> states.add(state));
    }

    private <T extends EngineState> T await(Class<T> kind) throws InterruptedException {
        while (true) {
            var state = states.poll(60, TimeUnit.SECONDS);
            assertThat(state).as("waiting for " + kind.getSimpleName()).isNotNull();
            if (kind.isInstance(state)) {
                return kind.cast(state);
            }
        }
    }

    private int awaitPort() throws IOException {
        var told = home.resolve("ports");
        Await.until(
                "the engine's port",
                () -> Files.exists(told) && Files.readString(told).endsWith("\n"));
        return Integer.parseInt(Files.readString(told).strip());
    }

    private static StandIn stranger(int port) {
        return StandIn.start(StandInOptions.defaults().withPort(port));
    }

    private static int port(EngineState.Ready ready) {
        return ((EngineAddress.Loopback) ready.address()).port();
    }

    private static void answers(LiveServer server) {
        var answer = server.chat(HELLO);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-ambo-model")).contains("embedded/smollm2-135m");
    }

    @Test
    void whoTakesThePortBeforeTheEngineDoesGetsNothingAndTheEngineGetsAnother() throws Exception {
        Files.createFile(home.resolve("late"));
        try (var server = open();
                var stranger = stranger(awaitPort())) {
            assertThat(await(EngineState.Restarting.class).reason())
                    .isEqualTo(new ExitCause.PortTaken(stranger.port()));
            assertThat(port(await(EngineState.Ready.class))).isNotEqualTo(stranger.port());
            answers(server);
            gotNoPrompt(stranger);
        }
    }

    @Test
    void whoTakesThePortOfAnEngineThatDiedGetsNothing() throws Exception {
        try (var server = open()) {
            var first = port(await(EngineState.Ready.class));
            answers(server);
            kill();
            await(EngineState.Restarting.class);
            strangerGetsNothing(server, first);
            assertThat(server.server().ledger().entries().last(10))
                    .extracting("outcome")
                    .containsExactly(Outcome.SERVED, Outcome.REFUSED, Outcome.SERVED);
        }
    }

    @Test
    @Timeout(60)
    void whoWaitsForAnEngineThatNeverComesIsToldWhenEverythingStops() throws Exception {
        Files.createFile(home.resolve("late"));
        var server = open();
        try (var caller = new RawCaller(server)) {
            awaitPort();
            caller.send(RawCaller.post(HELLO));
            var gate =
                    Objects.requireNonNull(server.server().engines().limiters().get("embedded/smollm2-135m"));
            Await.until(() -> gate.waiting() > 0);
            server.server().drain();
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"stopping\"");
            server.close();
            assertThat(gate.waiting()).isZero();
        }
        try (var after = open()) {
            assertThat(after.server().ledger().entries().last(10))
                    .extracting("code")
                    .containsExactly("stopping");
        }
    }

    /** A glance at its health may be all that it gets, by whoever comes in the same instant. */
    private static void gotNoPrompt(StandIn stranger) {
        assertThat(stranger.requests())
                .extracting(Recorded::method)
                .as("what it was asked")
                .doesNotContain("POST");
    }

    private void strangerGetsNothing(LiveServer server, int first) throws Exception {
        try (var stranger = stranger(first)) {
            var refused = server.chat(HELLO);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"not-ready\"", "[not-ready]");
            assertThat(refused.headers().firstValue("retry-after")).contains("2");
            assertThat(port(await(EngineState.Ready.class))).isNotEqualTo(first);
            answers(server);
            gotNoPrompt(stranger);
        }
    }

    /** The program that listens there; what watches it sees that it is gone. */
    private void kill() throws Exception {
        var engine = EngineServer.engine(home)
                .descendants()
                .filter(it -> it.info().command().orElse("").endsWith("java"))
                .findAny()
                .orElseThrow();
        engine.destroyForcibly();
        engine.onExit().get(10, TimeUnit.SECONDS);
    }
}
