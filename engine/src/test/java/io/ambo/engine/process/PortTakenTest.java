package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ambo.engine.host.Await;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.ExitCause;
import io.ambo.engine.host.ParentDeathWrapper;
import io.ambo.engine.host.ProcessTree;
import io.ambo.engine.process.Ownership.Holder;
import io.ambo.engine.weights.Python;
import io.ambo.engine.weights.Weights;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is none of the engine's takes the port that the engine was to listen at: it is not taken for it. */
class PortTakenTest {

    @TempDir
    Path home;

    private final States states = new States();
    private final AtomicInteger asked = new AtomicInteger();

    /** Says to everybody that it is well. */
    private HttpServer stranger(int port) throws IOException {
        return server(port, "");
    }

    /** The same, to those alone who show the key, when there is one. */
    private HttpServer server(int port, String key) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            var shown = exchange.getRequestHeaders().getFirst("Authorization");
            exchange.sendResponseHeaders(key.isEmpty() || shown.equals("Bearer " + key) ? 200 : 401, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** An engine that listens at a port that we choose for it. */
    private Engine start(String behaviour) throws Exception {
        EngineEnvironment environment = Home.withFakeEngine(home);
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path fake = Files.writeString(bin.resolve("fake.py"), ParentDeathWrapper.resource("fake_engine.py"));
        Path program = Files.writeString(
                bin.resolve("fake-server"),
                "#!/bin/sh\nexec " + Python.find(environment).executable() + " -I " + fake + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Recipe recipe = new Recipe(
                "fake-server",
                new Runner.Program(
                        "fake-server",
                        program,
                        List.of("--model", "{model}", "--alias", "{name}", "--api-key-file", "{key-file}"),
                        List.of(),
                        List.of("--host", "127.0.0.1", "--port", "{free-port}"),
                        List.of(),
                        ""),
                Recipes.fake().probe(),
                Duration.ofSeconds(2),
                Optional.empty(),
                List.of());
        EngineOrder order =
                new EngineOrder(behaviour, recipe, new Weights.LocalFile(home.resolve("model")), Capacity.of(1, 512));
        return Engine.start(order, Home.with(environment, Map.of()), states);
    }

    private int awaitPort() throws IOException {
        Path told = home.resolve("port");
        Await.until("its port", () -> Files.exists(told));
        return Integer.parseInt(Files.readString(told));
    }

    @Test
    void whoTakesThePortBeforeTheEngineDoesIsNotTakenForItAndTheEngineGetsAnother() throws Exception {
        try (Engine _ = start("is-late")) {
            int port = awaitPort();
            HttpServer stranger = stranger(port);
            assertThat(states.await(EngineState.Restarting.class).reason()).isEqualTo(new ExitCause.PortTaken(port));
            EngineAddress found = states.await(EngineState.Ready.class).address();
            assertThat(found).isInstanceOf(EngineAddress.Loopback.class).isNotEqualTo(new EngineAddress.Loopback(port));
            stranger.stop(0);
        }
    }

    @Test
    void whoTakesThePortOfADeadEngineIsNotAsked() throws Exception {
        try (Engine _ = start("well")) {
            EngineAddress first = states.await(EngineState.Ready.class).address();
            new ProcessTree(Home.child(home).orElseThrow()).end();
            HttpServer stranger = stranger(((EngineAddress.Loopback) first).port());
            assertThat(states.await(EngineState.Ready.class, 2).address()).isNotEqualTo(first);
            assertThat(asked).hasValue(0);
            stranger.stop(0);
        }
    }

    @Test
    void theSystemTellsWhoListens() throws Exception {
        HttpServer ours = stranger(0);
        int port = ours.getAddress().getPort();
        ProcessHandle us = ProcessHandle.current();
        assertThat(holder(port, us, Ownership.PROC)).isEqualTo(Holder.OURS);
        Process other = new ProcessBuilder("sleep", "60").start();
        assertThat(holder(port, other.toHandle(), Ownership.PROC)).isEqualTo(Holder.ANOTHER);
        other.destroyForcibly();
        ours.stop(0);
        assertThat(holder(port, us, Ownership.PROC)).isEqualTo(Holder.NONE);
        assertThat(holder(port, us, home)).isEqualTo(Holder.UNKNOWN);
    }

    private static Holder holder(int port, ProcessHandle root, Path proc) {
        return new Ownership(proc, Optional.of(new ProcessTree(root)), EngineKey.random(), true).holder(port);
    }

    @Test
    void whereTheSystemDoesNotTellAnEngineIsKnownByItsKey() throws Exception {
        EngineKey key = EngineKey.random();
        assertThat(isProven(stranger(0), key)).as("lets everybody in").isFalse();
        assertThat(isProven(server(0, "another"), key)).as("lets us not in").isFalse();
        assertThat(isProven(server(0, key.reveal()), key)).as("minds our key").isTrue();
    }

    private boolean isProven(HttpServer server, EngineKey key) throws IOException {
        try {
            Ownership ownership = new Ownership(home, Optional.of(new ProcessTree(ProcessHandle.current())), key, true);
            return ownership.isProven(
                    new EngineAddress.Loopback(server.getAddress().getPort()), Probe.usual());
        } finally {
            server.stop(0);
        }
    }
}
