package io.ambo.pipeline;

import io.ambo.core.MemoryShare;
import org.jspecify.annotations.Nullable;

/**
 * What one request has taken of the memory that all share: given back when neither the request needs its body any more
 * nor work on it away from the loop is under way. Used on the loop.
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

    /** Takes what is missing to so many bytes, or nothing and says no. */
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
