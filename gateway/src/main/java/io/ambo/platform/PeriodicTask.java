package io.ambo.platform;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A task that a dedicated thread runs repeatedly until it is closed.
 *
 * <p>It is never interrupted: an interrupt would close the files it is using.
 */
public final class PeriodicTask implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PeriodicTask.class.getName());
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    /** One run of the task. It should handle its own failures; an exception is logged, and the task continues. */
    public interface Turn {
        /** Runs once and returns how long to wait until the next run. */
        Duration run();
    }

    private final Turn turn;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    private PeriodicTask(Thread.Builder kind, Turn turn) {
        this.turn = turn;
        this.thread = kind.unstarted(this::loop);
    }

    /** Starts immediately with the first run. */
    public static PeriodicTask start(String name, Turn turn) {
        return start(Thread.ofVirtual().name(name), turn);
    }

    /** The same on a platform thread, as {@link Background} requires. */
    public static PeriodicTask startOnPlatformThread(String name, Turn turn) {
        return start(Thread.ofPlatform().name(name).daemon(), turn);
    }

    private static PeriodicTask start(Thread.Builder kind, Turn turn) {
        var repeating = new PeriodicTask(kind, turn);
        repeating.thread.start();
        return repeating;
    }

    /** Waits for the current run; no other follows. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        var goOn = true;
        while (goOn) {
            goOn = await(turn());
        }
    }

    /** Continues even after an out-of-memory error, because nothing would restart the task. */
    private Duration turn() {
        try {
            return turn.run();
        } catch (RuntimeException | Error fault) {
            LOG.log(System.Logger.Level.ERROR, thread.getName() + " met a fault and goes on", fault);
            return AFTER_A_FAULT;
        }
    }

    private boolean await(Duration pause) {
        lock.lock();
        try {
            var left = pause.toNanos();
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
