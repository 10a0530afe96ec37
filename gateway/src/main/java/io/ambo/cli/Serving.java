package io.ambo.cli;

import io.ambo.cli.Roof.ServerHere;
import io.ambo.core.Refusal;
import java.util.concurrent.CountDownLatch;

/** What a server in this process does until it is told to stop. */
final class Serving {

    private Serving() {}

    static void untilStopped(Session session, ServerHere server) {
        var stop = new CountDownLatch(1);
        Runnable stopping = () -> {
            if (stop.getCount() == 0) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
            }
            stop.countDown();
        };
        Signals.on("INT", stopping);
        Signals.on("TERM", stopping);
        Signals.on("HUP", () -> Thread.ofVirtual().start(() -> reload(session, server)));
        try {
            stop.await();
            session.say("cli.serve.stopping");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        server.drain();
    }

    private static void reload(Session session, ServerHere server) {
        try {
            session.say("cli.serve.reloaded", Words.shortVersion(server.reload()));
        } catch (Refusal refusal) {
            session.sayWords(refusal.in(session.language()));
            session.say("cli.serve.kept");
        }
    }
}
