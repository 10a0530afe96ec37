package io.ambo.provider;

import io.ambo.core.MemoryBudget;
import io.ambo.core.MemoryShare;
import java.util.Arrays;

/**
 * A body as it comes: mostly in one piece, which is then not copied. A small one is free, so that it comes through
 * however many large ones are under way; a larger one takes its bytes from the memory that all bodies share.
 */
final class BodyBuffer {

    private static final int SMALL = 64 * 1024;

    private final MemoryShare memory;
    private final int most;
    private byte[] bytes = {};
    private int length;

    /** For a body of at most so many bytes. */
    BodyBuffer(MemoryBudget budget, int most) {
        this.memory = new MemoryShare(budget);
        this.most = most;
    }

    /** Adds a piece; returns false and adds nothing if there is no memory for it. */
    boolean add(byte[] piece) {
        var longer = length + piece.length;
        if (longer > bytes.length) {
            var size = length == 0 ? longer : roomy(longer);
            if (size > SMALL && !memory.growTo(size)) {
                return false;
            }
            bytes = length == 0 ? piece : Arrays.copyOf(bytes, size);
        }
        if (length > 0) {
            System.arraycopy(piece, 0, bytes, length, piece.length);
        }
        length = longer;
        return true;
    }

    /** Twice as much as there is, so that little is copied; but a small body stays one. */
    private int roomy(int needed) {
        var limit = needed <= SMALL ? SMALL : most;
        return Math.max(needed, (int) Math.min(limit, 2L * bytes.length));
    }

    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    MemoryShare memory() {
        return memory;
    }
}
