package io.ambo.bench;

import io.ambo.AmboServer;
import io.ambo.config.Settings;
import io.ambo.core.Language;
import io.ambo.engine.process.EngineAddress;
import io.ambo.engine.process.EngineState;
import io.ambo.platform.Home;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ambo with its embedded engine and a prepared home, as a program. When the engine answers, it says
 * {@code engine ADDRESS}, {@code key KEY} and {@code ready ADDRESS}, to whoever started it and nobody else; it ends when
 * its input does.
 */
public final class EngineServing {

    /** The prefix of an address that is a Unix socket. */
    static final String SOCKET = "unix:";

    private static final long PATIENCE_MINUTES = 10;

    private EngineServing() {}

    /** Takes the home's folder. */
    public static void main(String... words) throws IOException, InterruptedException {
        var folder = Path.of(words[0]);
        var home = Home.open(folder);
        var ready = new CompletableFuture<EngineState.Ready>();
        var plan = new AmboServer.Plan(
                home, Settings.read(folder), List.of(), Language.EN, (model, state) -> settle(state, ready));
        try (var server = AmboServer.open(plan)) {
            var engine = ready.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            System.out.println("engine " + where(engine.address()));
            System.out.println("key " + engine.key().reveal());
            System.out.println("ready " + server.address());
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("the engine did not come up: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void settle(EngineState state, CompletableFuture<EngineState.Ready> ready) {
        switch (state) {
            case EngineState.Ready now -> ready.complete(now);
            case EngineState.Absent(var reason) ->
                ready.completeExceptionally(new IllegalStateException("no engine: " + reason));
            case EngineState.Asleep _,
                    EngineState.Fetching _,
                    EngineState.Starting _,
                    EngineState.Restarting _,
                    EngineState.Stopped _ -> {
                // not yet, or not any more
            }
        }
    }

    private static String where(EngineAddress address) {
        return switch (address) {
            case EngineAddress.UnixSocket(var path) -> SOCKET + path;
            case EngineAddress.Loopback(var port) -> "http://127.0.0.1:" + port;
        };
    }
}
