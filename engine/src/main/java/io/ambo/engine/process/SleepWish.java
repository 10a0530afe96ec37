package io.ambo.engine.process;

import java.util.concurrent.CompletableFuture;

/** Whether an engine is to sleep in its own way, with a signal for each change. */
final class SleepWish {
    private CompletableFuture<Void> change = new CompletableFuture<>();
    private boolean wished;

    synchronized void set(boolean asleep) {
        if (wished != asleep) {
            wished = asleep;
            CompletableFuture<Void> heard = change;
            change = new CompletableFuture<>();
            heard.complete(null);
        }
    }

    synchronized boolean wished() {
        return wished;
    }

    /** Completes when the wish changes after this call. */
    synchronized CompletableFuture<Void> change() {
        return change;
    }
}
