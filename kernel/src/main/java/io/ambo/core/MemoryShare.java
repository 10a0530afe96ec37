package io.ambo.core;

/** The part of the shared memory budget that one body has reserved. Not thread-safe. */
public final class MemoryShare {

    private final MemoryBudget budget;
    private long taken;

    /** An empty share. */
    public MemoryShare(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Grows the reservation to {@code bytes}; returns false and changes nothing if the budget is exhausted. */
    public boolean growTo(long bytes) {
        if (bytes <= taken) {
            return true;
        }
        if (!budget.take(bytes - taken)) {
            return false;
        }
        taken = bytes;
        return true;
    }

    /**
     * Like {@link #growTo}, for processing a body that has already been read. May exceed the limit if there is no other
     * reservation; otherwise a body larger than half the limit could never be processed.
     */
    public boolean growForWork(long bytes) {
        if (bytes <= taken) {
            return true;
        }
        if (!budget.takeOrAlone(bytes - taken, taken)) {
            return false;
        }
        taken = bytes;
        return true;
    }

    /** Returns the reservation to the budget when the body is no longer used. Further calls have no effect. */
    public void release() {
        budget.giveBack(taken);
        taken = 0;
    }
}
