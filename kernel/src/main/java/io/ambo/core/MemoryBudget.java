package io.ambo.core;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that all bodies in flight share, those of requests and of whole answers. Any thread may use it. */
public final class MemoryBudget {

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** Lets so many bytes be taken together. */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** Takes so many bytes, or none and says no. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** The same for one who has this much already, and who may go beyond the limit while nobody else has any. */
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

    /** Bytes that are taken now. */
    public long taken() {
        return taken.get();
    }
}
