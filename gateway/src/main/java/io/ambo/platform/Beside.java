package io.ambo.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work that goes on beside other work, and is waited for where it is needed. */
public final class Beside implements AutoCloseable {

    private final CompletableFuture<?> work;

    private Beside(CompletableFuture<?> work) {
        this.work = work;
    }

    /** Begins on a virtual thread. */
    public static Beside begin(Runnable work) {
        return new Beside(CompletableFuture.runAsync(work, Thread::startVirtualThread));
    }

    /** Waits until it is done, and throws what it threw. */
    public void await() {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }

    /** Waits until it is over, whatever it came to. */
    @Override
    public void close() {
        work.handle((_, _) -> null).join();
    }
}
