package io.ambo.engine.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition without taking the processor from what brings it about. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 1_000_000;

    /** Something that becomes true. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    private Await() {}

    /** Returns once it holds; fails after half a minute. */
    public static void until(Condition condition) {
        until("the condition", condition);
    }

    /** Returns once it holds; fails after half a minute and names what did not come. */
    public static void until(String what, Condition condition) {
        if (!within(PATIENCE, condition)) {
            throw new AssertionError(what + " did not come within " + PATIENCE.toSeconds() + " s");
        }
    }

    /** Whether it holds before that time is over. */
    public static boolean within(Duration limit, Condition condition) {
        var end = System.nanoTime() + limit.toNanos();
        for (var asked = System.nanoTime(); !holds(condition); asked = System.nanoTime()) {
            var answered = System.nanoTime();
            if (answered >= end) {
                return false;
            }
            pause(Math.max(PAUSE_NANOS, answered - asked));
        }
        return true;
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** At least a millisecond, and as long as asking took, so that asking never takes more than half of the time. */
    private static void pause(long nanos) {
        LockSupport.parkNanos(nanos);
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("interrupted while waiting");
        }
    }
}
