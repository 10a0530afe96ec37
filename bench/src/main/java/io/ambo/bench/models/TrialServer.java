package io.ambo.bench.models;

import io.ambo.AmboServer;
import io.ambo.catalog.Destination;
import io.ambo.config.Settings;
import io.ambo.core.Language;
import io.ambo.engine.process.EngineState;
import io.ambo.platform.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A server in this process that runs one model with another setting; the home's files stay as they are. */
final class TrialServer implements AutoCloseable {

    private final Path overlay;
    private final AmboServer server;

    private TrialServer(Path overlay, AmboServer server) {
        this.overlay = overlay;
        this.server = server;
    }

    /** Starts it and waits until an engine is ready, or it is known that none will be. */
    static TrialServer start(Path folder, Destination model, EngineSetting setting) {
        var home = Home.open(folder);
        var overlay = overlay(home, model, setting);
        var settled = new CompletableFuture<EngineState>();
        try {
            var server = AmboServer.open(new AmboServer.Plan(
                    home, Settings.read(folder), List.of(overlay), Language.EN, (_, state) -> settle(state, settled)));
            settled.join();
            return new TrialServer(overlay, server);
        } catch (RuntimeException e) {
            remove(overlay);
            throw e;
        }
    }

    private static void settle(EngineState state, CompletableFuture<EngineState> settled) {
        if (state instanceof EngineState.Ready || state instanceof EngineState.Absent) {
            settled.complete(state);
        }
    }

    private static Path overlay(Home home, Destination model, EngineSetting setting) {
        try {
            var overlay = Files.createTempDirectory(home.run(), "bench-");
            var models = Files.createDirectory(overlay.resolve("models"));
            Files.writeString(
                    models.resolve("try.yaml"), """
                    provider: %s
                    models:
                      - id: "%s"
                        tuning: {%s}
                    """.formatted(model.provider(), model.model(), setting.yaml()));
            return overlay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        remove(overlay);
    }

    private static void remove(Path overlay) {
        try {
            Files.deleteIfExists(overlay.resolve("models/try.yaml"));
            Files.deleteIfExists(overlay.resolve("models"));
            Files.deleteIfExists(overlay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
