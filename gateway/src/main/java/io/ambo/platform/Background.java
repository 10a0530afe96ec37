package io.ambo.platform;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for work that can wait: where the system lets us, it gets out of the way of the others.
 *
 * <p>Two things must never happen on it. It must not hold what a loop waits for, for it may take long to come to an end.
 * And it must not wake a virtual thread: Java may then start a thread to carry that one, a new thread has the priority of
 * the one that started it, and it cannot be raised again. So whoever waits for it is a platform thread, and what others
 * may wait for, a lock or a connection of a pool, is taken and given back by that one.
 */
public final class Background implements Workplace, AutoCloseable {

    private final ThreadPoolExecutor thread;
    private boolean lowered;

    /** Starts the thread; its priority is lowered when it is given its first work, for that takes Java a while. */
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

    /** Waits for what is under way. */
    @Override
    public void close() {
        thread.close();
    }
}
