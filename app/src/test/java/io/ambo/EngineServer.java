package io.ambo;

import io.ambo.engine.process.EngineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A whole Ambo with the real engine and the real weights, and a key. Its home stays in the build folder, so that both
 * are fetched once; what earlier runs entered is forgotten.
 */
final class EngineServer {

    private static final Path HOME = Path.of("target/engine-home").toAbsolutePath();
    private static final String SETTINGS = "port: 0\nlanes: 2\nengine: {enabled: true, slots: 2, context: 2048}\n";
    /** The same weights, giving embeddings: a second engine, loaded when somebody asks. */
    private static final String EMBEDDING = """
            provider: embedded
            models:
              - id: smollm2-embedding
                context: 512
                capabilities: [embeddings]
                price: {currency: USD, per: 1000000, input: 0, since: 2026-01-01, source: runs here, read: 2026-11-25}
                tuning: {memory: 300 MiB, slots: 1, context-per-slot: 512, pooling: mean}
            """;

    private static final long PATIENCE_MINUTES = 10;

    private EngineServer() {}

    /** A running one, and a key to it. */
    record Open(LiveServer server, String key) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }

    /** Opens it and waits for the engine. */
    static Open open() {
        return open(_ -> {});
    }

    /** The same, telling where the engine stands, then and later. */
    static Open open(Consumer<EngineState> told) {
        var ready = new CompletableFuture<EngineState>();
        try {
            forget(HOME.resolve("ledger"));
            var key = GuardedServer.key(HOME, "engine");
            Files.writeString(HOME.resolve("ambo.yaml"), SETTINGS);
            Files.createDirectories(HOME.resolve("models"));
            Files.writeString(HOME.resolve("models/embedding.yaml"), EMBEDDING);
            var server = LiveServer.open(HOME, (provider, state) -> {
                told.accept(state);
                settle(state, ready);
            });
            return awaited(server, key, ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of the one engine that runs in a home, by the note in its folder. */
    static ProcessHandle engine(Path home) throws IOException {
        try (var files = Files.walk(home.resolve("run"))) {
            var file =
                    files.filter(it -> it.endsWith("engine.process")).findAny().orElseThrow();
            var note = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                note.load(reader);
            }
            var child = note.getProperty("child").split(" ", 2)[0];
            return ProcessHandle.of(Long.parseLong(child)).orElseThrow();
        }
    }

    private static void settle(EngineState state, CompletableFuture<EngineState> ready) {
        switch (state) {
            case EngineState.Ready _ -> ready.complete(state);
            case EngineState.Absent(var reason) ->
                ready.completeExceptionally(new IllegalStateException("no engine: " + reason));
            case EngineState.Fetching _,
                    EngineState.Starting _,
                    EngineState.Restarting _,
                    EngineState.Stopped _,
                    EngineState.Asleep _ -> {
                // not yet, or not any more
            }
        }
    }

    private static Open awaited(LiveServer server, String key, CompletableFuture<EngineState> ready) {
        try {
            ready.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            return new Open(server, key);
        } catch (ExecutionException | TimeoutException e) {
            server.close();
            throw new IllegalStateException("the engine did not come up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.close();
            throw new IllegalStateException(e);
        }
    }

    private static void forget(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
