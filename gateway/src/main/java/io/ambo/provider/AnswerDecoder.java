package io.ambo.provider;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads answers from a connection, and only those that were asked for: bytes that come while nothing is asked are not
 * kept, for they would be the beginning of what the next request is told.
 */
final class AnswerDecoder extends HttpResponseDecoder {

    private final Runnable unasked;
    private boolean asked;

    /** A decoder that runs {@code unasked} when bytes come that answer nothing. */
    AnswerDecoder(HttpDecoderConfig limits, Runnable unasked) {
        super(limits);
        this.unasked = unasked;
    }

    /** From now on an answer may come. */
    void ask() {
        asked = true;
    }

    /** The answer has come; says whether it was all that came. */
    boolean answered() {
        asked = false;
        return actualReadableBytes() == 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (asked || !(message instanceof ByteBuf)) {
            super.channelRead(context, message);
        } else {
            ReferenceCountUtil.release(message);
            unasked.run();
        }
    }
}
