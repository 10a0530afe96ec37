package io.ambo.server;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.Turn;
import io.ambo.pipeline.Lane;
import io.ambo.pipeline.Pipeline;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection: its requests one after the other, each with its reply. A request that comes while another is
 * answered waits, up to a few; then reading stops.
 */
final class CallerConnection extends ChannelInboundHandlerAdapter implements NettyReply.Owner, Turn.Flush {

    private static final int MOST_WAITING = 64;
    private static final System.Logger LOG = System.getLogger(CallerConnection.class.getName());

    private final ServerContext server;
    private final Lane lane;
    private final Pipeline pipeline;
    private final FoldGuard folds;
    private final ArrayDeque<HttpObject> waiting = new ArrayDeque<>();
    private @Nullable Channel channel;
    private @Nullable Visit visit;
    private int heads;
    private boolean flushWanted;
    private boolean closing;
    private long lastHeard;

    CallerConnection(ServerContext server, Lane lane, Pipeline pipeline, FoldGuard folds) {
        this.server = server;
        this.lane = lane;
        this.pipeline = pipeline;
        this.folds = folds;
    }

    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    ServerContext server() {
        return server;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    String source() {
        return channel().remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "local";
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        lastHeard = server.clock().nanoTime();
        watch();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        lastHeard = server.clock().nanoTime();
        if (closing || !(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (visit != null && visit.received()) {
            waiting.add(part);
            if (waiting.size() >= MOST_WAITING) {
                channel().config().setAutoRead(false);
            }
            return;
        }
        take(part);
    }

    private void take(HttpObject part) {
        try {
            if (part instanceof HttpRequest request) {
                head(request);
            }
            if (part instanceof HttpContent content && visit != null) {
                visit.content(content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void head(HttpRequest request) {
        heads++;
        visit = new Visit(this, request);
        if (heads > folds.heads()
                && !folds.folded()
                && waiting.isEmpty()
                && request.decoderResult().isSuccess()) {
            visit.refuseAndClose(Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.pipelining"));
        } else if (folds.folded()) {
            visit.refuseAndClose(Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.folded-header"));
        } else {
            visit.begin();
        }
    }

    /** The parser has come to the end of a request's body. */
    void bodyComplete() {
        folds.expectHead();
    }

    @Override
    public void bytesWait() {
        if (!flushWanted) {
            flushWanted = true;
            lane.atEnd(this);
        }
    }

    @Override
    public void go() {
        flushWanted = false;
        if (visit != null) {
            visit.gather();
        }
        channel().flush();
        if (closing) {
            channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void journalGone(IOException cause) {
        if (visit == null || visit.mayGoUnrecorded()) {
            go();
        } else {
            channel().close();
        }
    }

    @Override
    public void over(boolean keepAlive) {
        if (!keepAlive || server.draining().begun()) {
            closing = true;
            releaseWaiting();
            return;
        }
        if (visit != null && visit.received()) {
            channel().eventLoop().execute(this::nextVisit);
        }
    }

    /** The reply is out and the body was read to its end: the next request may begin. */
    void nextVisit() {
        if (visit == null || !visit.isOver() || closing) {
            return;
        }
        visit.release();
        visit = null;
        channel().config().setAutoRead(true);
        while (!waiting.isEmpty() && (visit == null || !visit.received())) {
            take(waiting.poll());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (visit != null) {
            visit.writable(context.channel().isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        if (visit != null) {
            visit.callerLeft();
            visit.release();
            visit = null;
        }
        releaseWaiting();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a connection met " + cause.getClass().getName());
        }
        context.close();
    }

    private void releaseWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /** Looks once in a while whether the caller keeps us waiting for too long. */
    private void watch() {
        var patience = visit == null && heads > 0
                ? server.limits().idleTimeout()
                : visit == null
                        ? server.limits().headTimeout()
                        : server.limits().bodyTimeout();
        var quiet = server.clock().nanoTime() - lastHeard;
        var busy = visit != null && visit.received();
        if (!busy && quiet > patience.toNanos()) {
            timeUp();
        } else if (!closing) {
            channel().eventLoop().schedule(this::watch, 1, TimeUnit.SECONDS);
        }
    }

    private void timeUp() {
        if (visit != null) {
            visit.refuseAndClose(Refusal.of(Reason.REQUEST_TIMEOUT, "server.slow-body"));
        } else {
            channel().close();
        }
    }
}
