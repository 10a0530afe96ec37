package io.ambo.pipeline;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The threads on which large bodies are read, scanned and rewritten, so that no event loop stands still meanwhile.
 *
 * <p>They are platform threads of their own, no more than there are cores, and a bounded number of tasks waits for
 * them; look-ups of addresses and the handlers of {@code /api} go on beside them. Shared by all lanes.
 */
public final class WorkerPool implements AutoCloseable {

    private static final int MOST_WAITING = 256;

    /** At most so many bytes are needed for one byte of what is read, scanned or rewritten. */
    private static final int BYTES_FOR_A_BYTE = 12;

    private static final int UNIT = 1024;

    private final ThreadPoolExecutor threads;
    private final int units;
    private final Semaphore memory;

    /** So many threads, which together need no more working memory than this. */
    public WorkerPool(int count, long workingMemory) {
        this(count, workingMemory, MOST_WAITING);
    }

    WorkerPool(int count, long workingMemory, int mostWaiting) {
        units = Math.clamp(workingMemory / UNIT, 1, Integer.MAX_VALUE);
        memory = new Semaphore(units, true);
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(mostWaiting),
                task -> Thread.ofPlatform()
                        .daemon()
                        .name("ambo-worker-" + number.incrementAndGet())
                        .unstarted(task));
        threads.prestartAllCoreThreads();
    }

    /**
     * Runs a task on one of the threads.
     *
     * @throws java.util.concurrent.RejectedExecutionException too many wait, or the pool is closed
     */
    void execute(Runnable task) {
        threads.execute(task);
    }

    /**
     * Does work on so many bytes as soon as there is working memory for it; work on more than can ever be done waits
     * until it is the only one.
     *
     * @throws CancellationException the work is not wanted any more, or the pool was closed
     */
    <T> T withMemory(long bytes, BooleanSupplier unwanted, Supplier<T> work) {
        var needed = Math.clamp(bytes * BYTES_FOR_A_BYTE / UNIT, 1, units);
        try {
            memory.acquire(needed);
        } catch (InterruptedException closed) {
            throw new CancellationException();
        }
        try {
            if (unwanted.getAsBoolean()) {
                throw new CancellationException();
            }
            return work.get();
        } finally {
            memory.release(needed);
        }
    }

    /** What waits is dropped, and what is under way is interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
