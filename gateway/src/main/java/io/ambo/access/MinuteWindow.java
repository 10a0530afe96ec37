package io.ambo.access;

/**
 * A sum over the last minute, in slots of one second. It covers the current second and the sixty before it, which
 * contain any sixty seconds: the sum never exceeds a limit in any minute, wherever it starts, but can be up to a second
 * too strict. Its memory is fixed. Not thread-safe.
 */
final class MinuteWindow {

    private static final int SLOTS = 61;

    private final long[] slots = new long[SLOTS];
    private long latest;
    private long sum;

    /** An empty window; {@code second} is the current second of a monotonic clock. */
    MinuteWindow(long second) {
        latest = second;
    }

    void add(long second, long amount) {
        forget(second);
        slots[slot(latest)] += amount;
        sum += amount;
    }

    long sum(long second) {
        forget(second);
        return sum;
    }

    /** Seconds until at most {@code most} is left, if nothing is added; 0 if that is already so. */
    long secondsUntil(long second, long most) {
        forget(second);
        var left = sum;
        for (var passed = 1; passed <= SLOTS; passed++) {
            if (left <= most) {
                return passed - 1L;
            }
            left -= slots[slot(latest - SLOTS + passed)];
        }
        return SLOTS;
    }

    private void forget(long second) {
        var gone = Math.min(second - latest, SLOTS);
        for (var i = 1; i <= gone; i++) {
            var slot = slot(latest + i);
            sum -= slots[slot];
            slots[slot] = 0;
        }
        latest = Math.max(latest, second);
    }

    private static int slot(long second) {
        return Math.floorMod(second, SLOTS);
    }
}
