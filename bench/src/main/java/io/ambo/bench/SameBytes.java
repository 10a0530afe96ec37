package io.ambo.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Expects the same body, byte for byte. */
final class SameBytes implements BodyCheck {

    private final ByteBuf expected;
    private final int firstWords;
    private int place;

    SameBytes(byte[] expected) {
        this.expected = Unpooled.wrappedBuffer(expected);
        this.firstWords = FirstWords.end(expected);
    }

    @Override
    public void begin() {
        place = 0;
    }

    @Override
    public boolean takes(ByteBuf in, int length) {
        var same = place + length <= expected.capacity()
                && ByteBufUtil.equals(in, in.readerIndex(), expected, place, length);
        place += length;
        return same;
    }

    @Override
    public boolean spoken() {
        return place >= firstWords;
    }

    @Override
    public boolean whole() {
        return place == expected.capacity();
    }
}
