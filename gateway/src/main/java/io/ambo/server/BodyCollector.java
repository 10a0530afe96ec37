package io.ambo.server;

import io.ambo.core.MemoryBudget;
import io.ambo.core.MemoryShare;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Gathers one body within its limit and the budget of all bodies. */
final class BodyCollector {

    /** The most memory that is reserved for an announced length before its bytes arrive. */
    private static final int BELIEVED = 1024 * 1024;

    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;

    private final MemoryShare memory;
    private final int limit;
    private byte[] bytes;
    private int length;

    /**
     * A collector for a body whose head was read.
     *
     * @param announced the stated length, or -1
     */
    BodyCollector(MemoryBudget budget, int limit, long announced) {
        this.memory = new MemoryShare(budget);
        this.limit = limit;
        if (announced > limit) {
            throw tooLarge();
        }
        bytes = new byte[0];
        if (announced > 0) {
            grow((int) Math.min(announced, BELIEVED));
        }
    }

    void add(ByteBuf content) {
        var more = content.readableBytes();
        if (length + (long) more > limit) {
            throw tooLarge();
        }
        if (length + more > bytes.length) {
            grow(Math.min(limit, Math.max(length + more, Math.max(4096, 2 * bytes.length))));
        }
        content.readBytes(bytes, length, more);
        length += more;
    }

    private void grow(int size) {
        if (!memory.growTo(size)) {
            throw Refusal.noMemory();
        }
        bytes = Arrays.copyOf(bytes, size);
    }

    /** The whole body. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** The memory reserved for the body; the code that takes the body over must release it. */
    MemoryShare memory() {
        return memory;
    }

    /** The body is not needed any more: its memory is free for others. */
    void release() {
        memory.release();
    }

    private static String size(int bytes) {
        return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes / KIB + " KiB";
    }

    private Refusal tooLarge() {
        return Refusal.of(Reason.TOO_LARGE, "server.body-too-large", size(limit));
    }
}
