package io.ambo.engine.process;

import io.ambo.engine.host.EngineTime;
import io.ambo.engine.host.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The process of one engine instance.
 *
 * <p>A platform thread of its own starts it and stays with it until it is gone. That is no habit but need: on Linux the
 * child asks to be ended when its parent ends, and the system takes the <em>thread</em> that started it for the parent;
 * a carrier of virtual threads may end at any time. The same thread reads what the child says, which would hold a
 * carrier too.
 */
final class EngineProcess {
    private final Process process;
    private final CompletableFuture<Integer> exit;

    private EngineProcess(Process process) {
        this.process = process;
        this.exit = process.onExit().thenApply(Process::exitValue);
    }

    /** Starts the command, hands it the line, and lets the listener hear each line it says. */
    static EngineProcess start(ProcessBuilder builder, String line, Consumer<String> listener) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("engine-process").start(() -> stay(builder, started, listener));
        try {
            Process process = started.join();
            hand(process, line);
            return new EngineProcess(process);
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void stay(ProcessBuilder builder, CompletableFuture<Process> started, Consumer<String> listener) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            started.complete(process);
            listen(process, listener);
            process.onExit().join();
        } catch (IOException | RuntimeException e) {
            started.completeExceptionally(e);
        }
    }

    private static void listen(Process process, Consumer<String> listener) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.accept(line);
            }
        } catch (IOException e) {
            listener.accept("ambo: its output ended: " + e.getMessage());
        }
    }

    /** A child that exits before it reads the line is noticed by its exit, not here. */
    private static void hand(Process process, String line) {
        try {
            OutputStream out = process.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            closeInput(process);
        }
    }

    long pid() {
        return process.pid();
    }

    /** It and all that it started. */
    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** Completes with the exit status. */
    CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Closes its standard input, then asks, then ends it; returns when it is gone. */
    void stop(Duration grace, EngineTime time) {
        closeInput(process);
        boolean gone = false;
        try {
            gone = time.await(exit, grace);
            if (!gone) {
                process.destroy();
                gone = time.await(exit, grace);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!gone) {
            tree().end();
            exit.join();
        }
    }

    private static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // Broken already, which is what closing is for.
        }
    }
}
