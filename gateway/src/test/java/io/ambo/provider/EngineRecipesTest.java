package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ambo.catalog.EngineFile;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.process.Engine;
import io.ambo.engine.process.EngineOrder;
import io.ambo.engine.process.EngineState;
import io.ambo.engine.process.Sleep;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes of engines that cannot run on a machine like the tests', with programs that stand in for them. */
class EngineRecipesTest {

    /** Writes down how it was called and is well; listens where it was told to. */
    private static final String STAND_IN = """
            #!/usr/bin/env python3
            import http.server, os, socket, socketserver, sys
            words = sys.argv[1:]
            with open("%s", "w") as file:
                file.write("\\n".join(words + [name for name in os.environ if "TRACK" in name or "DEV_MODE" in name]))
            class Well(http.server.BaseHTTPRequestHandler):
                asleep = False
                def do_POST(self):
                    self.rfile.read(int(self.headers["Content-Length"]))
                    with open("%s", "a") as file:
                        file.write("\\n" + self.path)
                    Well.asleep = "sleep" in self.path or "release" in self.path
                    self.say(b"{}")
                def do_GET(self):
                    sleeping = b'{"is_sleeping":%%s}' %% (b"true" if Well.asleep else b"false")
                    self.say(sleeping if self.path == "/is_sleeping" else b'{"data":[{"max_model_len":8192}]}')
                def say(self, body):
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *words): pass
                def address_string(self): return "-"
            if "--uds" in words:
                server = socketserver.UnixStreamServer(words[words.index("--uds") + 1], Well)
            else:
                server = socketserver.TCPServer(("127.0.0.1", int(words[words.index("--port") + 1])), Well)
            server.serve_forever()
            """;

    @TempDir
    Path home;

    private final CompletableFuture<EngineState.Ready> ready = new CompletableFuture<>();

    private static EngineFile recipe(String id) {
        return new CatalogReader(Set.of()).builtIn().engine(id).orElseThrow();
    }

    private EngineEnvironment environmentFor(String command, Path called) throws IOException {
        var programs = Files.createDirectories(home.resolve("programs"));
        var program = programs.resolve(command);
        Files.writeString(program, STAND_IN.formatted(called, called));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var real = EngineEnvironment.of(home);
        var environment = new HashMap<>(real.variables());
        environment.put("PATH", programs + ":" + environment.getOrDefault("PATH", ""));
        return new EngineEnvironment(
                home, environment, real.platform(), real.time(), real.random(), real.backoff(), real.freeSpace());
    }

    private void hear(EngineState state) {
        if (state instanceof EngineState.Ready it) {
            ready.complete(it);
        } else if (state instanceof EngineState.Absent absent) {
            ready.completeExceptionally(new IllegalStateException(absent.toString()));
        }
    }

    private EngineOrder order(EngineFile file) {
        return EngineOrders.order("engine", file, "Qwen/Qwen3-4B", Optional.empty(), Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @CsvSource({
        "vllm, serve Qwen/Qwen3-4B --served-model-name Qwen/Qwen3-4B --max-num-seqs 64 --max-model-len 8192"
                + " --max-num-batched-tokens 8192 --uds",
        "sglang, serve --model-path Qwen/Qwen3-4B --served-model-name Qwen/Qwen3-4B --max-running-requests 64"
                + " --context-length 8192 --chunked-prefill-size 8192 --host 127.0.0.1 --port"
    })
    void aProgramIsFoundStartedAsItsMakersSayAskedAndStopped(String id, String words) throws Exception {
        var called = home.resolve("called");
        try (var _ = Engine.start(order(recipe(id)), environmentFor(id, called), this::hear)) {
            var state = ready.get(30, TimeUnit.SECONDS);
            assertThat(state.facts().contextPerSlot()).isEqualTo(8192);
            assertThat(Files.readString(called).replace('\n', ' '))
                    .startsWith(words)
                    .contains("DO_NOT_TRACK");
            assertThat(Files.readString(called)).doesNotContain(state.key().reveal());
        }
        try (var left = Files.list(home.resolve("run"))) {
            assertThat(left).as("nothing is left of it").isEmpty();
        }
    }

    /** A model whose person measured what it takes up asleep; only then is it known that sleep frees something. */
    private static EngineFile measured(String id) throws IOException {
        var folder = Files.createTempDirectory("recipes");
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/big.yaml"), """
                provider: embedded
                models:
                  - {id: big, context: 8192, tuning: {engine: %s, memory: 40 GiB, memory-asleep: 10 GiB}}
                """.formatted(id));
        var catalog = new CatalogReader(Set.of()).read(folder, Settings.fallback());
        return catalog.engineOf(catalog.destination("embedded/big").orElseThrow())
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "vllm, --enable-sleep-mode, /sleep?level=1, /wake_up",
        "sglang, --enable-memory-saver --enable-weights-cpu-backup, /release_memory_occupation,"
                + " /resume_memory_occupation"
    })
    void aProgramSleepsAndWakesAsItsMakersSay(String id, String words, String sleep, String wake) throws Exception {
        var called = home.resolve("called");
        var asleep = new CompletableFuture<EngineState>();
        var again = new CompletableFuture<EngineState>();
        try (var engine = Engine.start(order(measured(id)), environmentFor(id, called), state -> {
            if (state instanceof EngineState.Asleep) {
                asleep.complete(state);
            } else if (asleep.isDone() && state instanceof EngineState.Ready) {
                again.complete(state);
            }
            hear(state);
        })) {
            ready.get(30, TimeUnit.SECONDS);
            engine.fallAsleep();
            asleep.get(30, TimeUnit.SECONDS);
            engine.wakeUp();
            again.get(30, TimeUnit.SECONDS);
        }
        var told = Files.readString(called);
        assertThat(told.replace('\n', ' ')).contains(words);
        assertThat(told).endsWith(sleep + "\n" + wake);
        assertThat(told.contains("VLLM_SERVER_DEV_MODE")).isEqualTo(id.equals("vllm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "sglang"})
    void whereNobodySaysWhatSleepFreesItIsNotUsed(String id) {
        assertThat(recipe(id).sleep()).isPresent();
        assertThat(order(recipe(id)).recipe().sleep()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xllamacpp", "llama-server"})
    void llamaCppFallsAsleepByItselfUnlessNobodyMay(String id) {
        assertThat(order(recipe(id)).recipe().sleep())
                .hasValueSatisfying(
                        it -> assertThat(it.way()).isEqualTo(new Sleep.Way.ByItself(Duration.ofMinutes(30))));
        var never = EngineOrders.order("engine", recipe(id), "m", Optional.empty(), Duration.ZERO);
        assertThat(never.recipe().sleep()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ollama, /api/version", "lm-studio, /v1/models"})
    void anEngineOfSomebodyElseIsWatchedAndLeftAlone(String id, String path) throws Exception {
        var asked = new CompletableFuture<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.complete(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        var port = server.getAddress().getPort();
        try (var _ = Engine.start(order(at(recipe(id), port)), EngineEnvironment.of(home), this::hear)) {
            ready.get(30, TimeUnit.SECONDS);
            assertThat(asked.join()).isEqualTo(path);
        } finally {
            server.stop(0);
        }
    }

    private static EngineFile at(EngineFile file, int port) {
        assertThat(file.start()).isInstanceOf(EngineFile.Start.Attached.class);
        return new EngineFile(
                file.id(),
                new EngineFile.Start.Attached(port, ""),
                file.weights(),
                file.capacity(),
                file.sleep(),
                file.statedMemory(),
                file.probePath(),
                file.startLimit(),
                file.stopGrace(),
                List.of(),
                file.source());
    }

    @Test
    void draftModelAndAdaptersComeToLlamaServersEarsOnlyWhereThereAreSome() {
        var start = recipe("llama-server").start();
        assertThat(start)
                .isInstanceOfSatisfying(
                        EngineFile.Start.Program.class,
                        program -> assertThat(program.arguments())
                                .contains(
                                        "{draft-model}", "{adapters}", "{template}", "{micro-batch}", "{cache-type}"));
    }
}
