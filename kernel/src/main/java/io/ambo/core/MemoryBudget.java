package io.ambo.core;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all bodies in flight share, both of requests and of complete replies. Thread-safe. */
public final class MemoryBudget {

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** A budget of {@code most} bytes in total. */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** Reserves {@code bytes}; returns false and reserves nothing if they are not available. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /**
     * Like {@link #take}, for a holder of {@code has} bytes, which may exceed the limit if there is no other holder.
     */
    boolean takeOrAlone(long bytes, long has) {
        var now = taken.addAndGet(bytes);
        if (now <= most || now == has + bytes) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** Bytes currently reserved. */
    public long taken() {
        return taken.get();
    }
}
