package io.ambo.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Language;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NettyReplyTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpServerCodec());
    private final NettyReply reply =
            new NettyReply(channel, new NoOwner(), Language.EN, new NettyReply.ResponseOptions(true, false, true));

    private static final class NoOwner implements NettyReply.Owner {
        @Override
        public boolean stopping() {
            return false;
        }

        @Override
        public String nextRequestId() {
            return "own";
        }

        @Override
        public void bytesWait() {}

        @Override
        public void streams() {}

        @Override
        public void over(boolean keepAlive) {}
    }

    /** The codec wants to have read a request before it writes an answer. */
    @BeforeEach
    void begin() {
        channel.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n", US_ASCII));
        channel.releaseInbound();
        reply.begin(-1, Map.of());
    }

    private void write(String text) {
        reply.write(text.getBytes(US_ASCII));
    }

    /** What the turn's end sends, without the chunked head. */
    private List<String> turnEnds() {
        reply.gather();
        channel.flush();
        return pieces();
    }

    private List<String> pieces() {
        var sent = new ArrayList<String>();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            sent.add(bytes.toString(US_ASCII));
            bytes.release();
        }
        return sent;
    }

    @Test
    void eventsOfOneTurnLeaveAsOneChunkInOneBuffer() {
        write("data: one\n\n");
        write("data: two\n\n");
        assertThat(String.join("", turnEnds())).endsWith("\r\n\r\n16\r\ndata: one\n\ndata: two\n\n\r\n");
        write("data: three\n\n");
        assertThat(turnEnds()).containsExactly("d\r\ndata: three\n\n\r\n");
        assertThat(turnEnds()).isEmpty();
    }

    @Test
    void whatIsToldToLeaveDoesNotWaitForTheEndOfTheTurn() {
        write("data: one\n\n");
        reply.flush();
        assertThat(String.join("", pieces())).endsWith("\r\n\r\nb\r\ndata: one\n\n\r\n");
        assertThat(turnEnds()).isEmpty();
    }

    @Test
    void whatWaitsLeavesBeforeTheEnd() {
        write("data: last\n\n");
        reply.end();
        assertThat(String.join("", turnEnds())).endsWith("\r\n\r\nc\r\ndata: last\n\n\r\n0\r\n\r\n");
    }

    @Test
    void tooMuchForOneTurnIsHandedOnSoThatASlowCallerIsNoticed() {
        write("x".repeat(70_000));
        assertThat(reply.writable()).isFalse();
        turnEnds();
        assertThat(reply.writable()).isTrue();
    }
}
