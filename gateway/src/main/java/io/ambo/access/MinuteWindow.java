package io.ambo.access;

/**
 * A sum over the last minute, kept in slots of one second. It adds up the present second and the sixty before it,
 * and any sixty seconds lie within those: what is held to a limit here is never beyond it in any minute, wherever
 * that begins. It can be up to a second too strict. Its memory is fixed; its owner sees to it that one thread at a
 * time uses it.
 */
final class MinuteWindow {

    private static final int SLOTS = 61;

    private final long[] slots = new long[SLOTS];
    private long latest;
    private long sum;

    /** An empty window; {@code second} is the present second of a clock that never goes back. */
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

    /** Seconds after which no more than {@code most} is left, if nothing is added; 0 when that is so already. */
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
