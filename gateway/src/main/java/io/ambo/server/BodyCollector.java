package io.ambo.server;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Gathers one body within its limit and the budget of all bodies. */
final class BodyCollector {

    /** So much of an announced length is set aside before the bytes are there. */
    private static final int BELIEVED = 1024 * 1024;

    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;

    private final Budget budget;
    private final int limit;
    private byte[] bytes;
    private int length;
    private long taken;

    /**
     * A collector for a body whose head was read.
     *
     * @param announced the stated length, or -1
     */
    BodyCollector(Budget budget, int limit, long announced) {
        this.budget = budget;
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
        if (!budget.take(size - taken)) {
            throw Refusal.noMemory();
        }
        taken = size;
        bytes = Arrays.copyOf(bytes, size);
    }

    /** The whole body. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** The request is over: its memory is free for others. */
    void release() {
        budget.giveBack(taken);
        taken = 0;
    }

    private static String size(int bytes) {
        return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes / KIB + " KiB";
    }

    private Refusal tooLarge() {
        return Refusal.of(Reason.TOO_LARGE, "server.body-too-large", size(limit));
    }
}
