package io.ambo.cli;

import io.ambo.cli.ServerLauncher.ServerHere;
import io.ambo.core.Refusal;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A server in this process, controlled by signals: SIGHUP reloads the configuration, SIGINT and SIGTERM stop the
 * server, and a second one stops it without waiting.
 */
final class Serving {

    private final Session session;
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable ServerHere server;
    private boolean reloadMissed;

    private Serving(Session session) {
        this.session = session;
    }

    /** From now on SIGHUP no longer ends the process, which it would do by itself while the server starts. */
    static Serving begin(Session session) {
        var serving = new Serving(session);
        Signals.on("HUP", () -> Thread.ofVirtual().start(serving::reload));
        return serving;
    }

    /** The server is there: from now on SIGHUP reloads it, and one that came before does so now. */
    void started(ServerHere running) {
        synchronized (this) {
            server = running;
            if (!reloadMissed) {
                return;
            }
        }
        reload();
    }

    /** The server that a reload is for; where there is none yet, the reload is remembered. */
    private synchronized Optional<ServerHere> toReload() {
        reloadMissed = server == null;
        return Optional.ofNullable(server);
    }

    /** Serves until it is told to stop, by a signal or by an interrupt, then lets what is under way end. */
    void untilStopped(ServerHere running) {
        Signals.on("INT", this::stop);
        Signals.on("TERM", this::stop);
        awaitStop();
        session.say("cli.serve.stopping");
        running.drain();
    }

    /** An interrupt is obeyed and thereby over: what is closed after it must not be disturbed by it. */
    private void awaitStop() {
        try {
            stop.await();
        } catch (InterruptedException _) {
            stop.countDown();
        }
    }

    private void stop() {
        if (stop.getCount() == 0) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
        }
        stop.countDown();
    }

    private void reload() {
        toReload().ifPresent(this::reload);
    }

    private void reload(ServerHere running) {
        try {
            session.say("cli.serve.reloaded", Words.shortVersion(running.reload()));
        } catch (Refusal refusal) {
            session.sayWords(refusal.in(session.language()));
            session.say("cli.serve.kept");
        }
    }
}
