package io.ambo.bench;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;

/** Expects the same words and the same end, for gateways that rewrite answers. */
final class SameWords implements BodyCheck {

    private final Spoken expected;
    private final ByteArrayOutputStream came = new ByteArrayOutputStream();

    SameWords(Spoken expected) {
        this.expected = expected;
    }

    @Override
    public void begin() {
        came.reset();
    }

    @Override
    public boolean takes(ByteBuf in, int length) {
        var bytes = new byte[length];
        in.getBytes(in.readerIndex(), bytes);
        came.writeBytes(bytes);
        return true;
    }

    @Override
    public boolean spoken() {
        return !Spoken.of(came.toByteArray()).words().isEmpty();
    }

    @Override
    public boolean whole() {
        return Spoken.of(came.toByteArray()).equals(expected);
    }
}
