package io.ambo.cli;

import io.ambo.catalog.Destination;
import io.ambo.cli.ServerLauncher.ServerHere;
import io.ambo.cli.ServerLauncher.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server in this process that runs one model in a way that is only tried; the home's files stay as they are. */
final class TrialServer implements AutoCloseable {

    private final Path overlay;
    private final ServerHere server;
    private final RunningServer asked;

    private TrialServer(Path overlay, ServerHere server, RunningServer asked) {
        this.overlay = overlay;
        this.server = server;
        this.asked = asked;
    }

    static TrialServer start(Session session, Destination model, BenchSetting setting) {
        var overlay = overlay(session, model, setting);
        try {
            var talk = new EngineTalk(session);
            var wish = new Wish(
                    session.home(), Optional.of(0), Optional.empty(), List.of(overlay), session.language(), talk);
            var server = session.launcher().start(wish);
            awaitEngine(session, model, talk.settled());
            return new TrialServer(
                    overlay,
                    server,
                    new RunningServer(
                            server.address(), Optional.of(server.token()), session.key(), session.language()));
        } catch (RuntimeException e) {
            remove(overlay);
            throw e;
        }
    }

    /**
     * Where it was never used, an engine and weights are fetched first. Only the first model of a provider comes up with
     * the server; another does when it is asked, and then at least the engine is there.
     */
    private static void awaitEngine(Session session, Destination model, EngineReadiness settled) {
        var first = session.launcher().catalog(session.home()).providers().stream()
                .filter(provider -> provider.id().equals(model.provider()))
                .anyMatch(provider -> provider.models().getFirst().id().equals(model.id()));
        (first ? settled.of(model.id()) : settled.any()).join();
    }

    private static Path overlay(Session session, Destination model, BenchSetting setting) {
        try {
            var overlay = Files.createTempDirectory(session.home().run(), "bench-");
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

    RunningServer asked() {
        return asked;
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
