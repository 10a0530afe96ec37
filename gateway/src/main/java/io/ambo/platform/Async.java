package io.ambo.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A task that runs in parallel and is awaited when its result is needed. */
public final class Async implements AutoCloseable {

    private final CompletableFuture<?> work;

    private Async(CompletableFuture<?> work) {
        this.work = work;
    }

    /** Starts the task on a virtual thread. */
    public static Async begin(Runnable work) {
        return new Async(CompletableFuture.runAsync(work, Thread::startVirtualThread));
    }

    /** Waits until it has finished, and throws what it threw. */
    public void await() {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }

    /** Waits until it has finished, whether it failed or not. */
    @Override
    public void close() {
        work.handle((_, _) -> null).join();
    }
}
