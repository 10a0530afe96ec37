package io.ambo.platform;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for work that can wait; where the system permits, it runs with low priority.
 *
 * <p>Two things must never happen on it. It must not hold anything an event loop waits for, because it may take long to
 * finish. And it must not wake a virtual thread: Java may then start a carrier thread, which inherits the low priority,
 * and the priority cannot be raised again. Therefore only platform threads may wait for it, and a resource that others
 * may wait for, such as a lock or a pooled connection, is acquired and released by the waiting thread.
 */
public final class Background implements TaskRunner, AutoCloseable {

    private final ThreadPoolExecutor thread;
    private boolean lowered;

    /**
     * Starts the thread. Its priority is lowered before its first task, because the native call takes Java a while to
     * set up.
     */
    public Background(String name) {
        thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name).daemon().factory());
        thread.prestartCoreThread();
    }

    @Override
    public <T> T call(Callable<T> work) throws Exception {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread may not wait for a thread of low priority");
        }
        try {
            return thread.submit(() -> politely(work)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private <T> T politely(Callable<T> work) throws Exception {
        if (!lowered) {
            lowered = true;
            ThreadPriority.lower();
        }
        return work.call();
    }

    /** Waits for the running task. */
    @Override
    public void close() {
        thread.close();
    }
}
