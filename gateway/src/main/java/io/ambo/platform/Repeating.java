package io.ambo.platform;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Something that a thread of its own does again and again, until it is closed.
 *
 * <p>It is never interrupted: an interrupt would close the files that it is at work on.
 */
public final class Repeating implements AutoCloseable {

    /** One turn. It must not throw; what can go wrong in a turn is the turn's own business, but for want of memory. */
    public interface Turn {
        /** Does it, and says how long to wait until the next. */
        Duration run();
    }

    private static final Duration UNTIL_ROOM = Duration.ofSeconds(1);

    private final Turn turn;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    private Repeating(Thread.Builder kind, Turn turn) {
        this.turn = turn;
        this.thread = kind.unstarted(this::loop);
    }

    /** Starts with a first turn at once. */
    public static Repeating start(String name, Turn turn) {
        return start(Thread.ofVirtual().name(name), turn);
    }

    /** The same on a platform thread, as a {@link Background} wants it. */
    public static Repeating startOnPlatformThread(String name, Turn turn) {
        return start(Thread.ofPlatform().name(name).daemon(), turn);
    }

    private static Repeating start(Thread.Builder kind, Turn turn) {
        var repeating = new Repeating(kind, turn);
        repeating.thread.start();
        return repeating;
    }

    /** Waits for the turn under way; no other follows. */
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

    /** Memory may be gone for a moment through the fault of others, and whoever does the next turn may not be lost by it. */
    private Duration turn() {
        try {
            return turn.run();
        } catch (OutOfMemoryError forAMoment) {
            return UNTIL_ROOM;
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
