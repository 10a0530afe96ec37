package io.ambo.core;

/** What one body has taken of the memory that all share: it grows with the body. One thread at a time may use it. */
public final class MemoryShare {

    private final MemoryBudget budget;
    private long taken;

    /** A share of nothing yet. */
    public MemoryShare(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Takes what is missing to so many bytes, or nothing and says no. */
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
     * The same for work on a body that is here already. Where nobody else has taken anything it goes beyond the limit: a
     * body of more than half of it could otherwise never be worked on.
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

    /** The body is worked on no more: its memory is free for others. Done again, it changes nothing. */
    public void release() {
        budget.giveBack(taken);
        taken = 0;
    }
}
