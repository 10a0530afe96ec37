package io.ambo.pipeline;

import io.ambo.core.MemoryShare;
import org.jspecify.annotations.Nullable;

/**
 * The share of one request in the memory budget: released when the request no longer needs its body and no work on it
 * is in progress away from the loop. Used on the loop.
 */
final class HeldMemory {

    private @Nullable MemoryShare share;
    private int underWay;
    private boolean needed = true;

    /** The request's body has taken this. */
    void hold(MemoryShare taken) {
        share = taken;
        releaseIfIdle();
    }

    /** Grows the share to so many bytes; returns false and changes nothing if there is no memory. */
    boolean growTo(long bytes) {
        return share == null || share.growForWork(bytes);
    }

    void workBegins() {
        underWay++;
    }

    void workEnds() {
        underWay--;
        releaseIfIdle();
    }

    /** The request is over, or its body has done its work. */
    void release() {
        needed = false;
        releaseIfIdle();
    }

    private void releaseIfIdle() {
        if (!needed && underWay == 0 && share != null) {
            share.release();
            share = null;
        }
    }
}
