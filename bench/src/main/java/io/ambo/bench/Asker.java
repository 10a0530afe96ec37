package io.ambo.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One connection of a load, with one request at a time. */
final class Asker extends ChannelInboundHandlerAdapter {

    /** Less than Ambo's timeout for a request head. */
    private static final long LONGEST_IDLE = TimeUnit.SECONDS.toNanos(5);

    private final Load load;
    private final Channel channel;
    private final AnswerReader reader;
    private long idleSince = System.nanoTime();
    private boolean waiting;
    private boolean confused;
    private long from;
    private long first;

    Asker(Load load, Channel channel, BodyCheck check) {
        this.load = load;
        this.channel = channel;
        this.reader = new AnswerReader(check);
    }

    /** Whether an answer is pending. */
    boolean waits() {
        return waiting;
    }

    /** Whether it was used so recently that the other side will not close it at this moment. */
    boolean fresh() {
        return System.nanoTime() - idleSince < LONGEST_IDLE;
    }

    /** Ends the connection. */
    void close() {
        channel.close();
    }

    /** Whether something was received that is not an answer to a request. */
    boolean confused() {
        return confused;
    }

    /** Sends a request whose latency counts from this time. */
    void ask(ByteBuf request, long due) {
        waiting = true;
        from = due;
        first = 0;
        reader.next();
        channel.writeAndFlush(request, channel.voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        load.connected(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            if (!waiting) {
                throw new IllegalStateException("bytes that nobody asked for");
            }
            var whole = reader.read(bytes);
            if (whole || first == 0 && reader.spoken()) {
                took(whole, System.nanoTime());
            }
        } finally {
            bytes.release();
        }
    }

    private void took(boolean whole, long now) {
        if (first == 0) {
            first = now;
        }
        if (whole) {
            waiting = false;
            idleSince = now;
            load.answered(this, first - from, now - from, reader.right());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        load.ended(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        System.err.println("load: " + cause);
        confused |= !(cause instanceof IOException);
        context.close();
    }
}
