package io.ambo.server;

import io.ambo.core.LoopTick;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.RequestId;
import io.ambo.core.SanitizedException;
import io.ambo.core.Timer;
import io.ambo.pipeline.Lane;
import io.ambo.pipeline.Pipeline;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection: its requests one after the other, each with its reply. A request that comes before the reply
 * to the one before it is out is refused after that reply, and the connection closes.
 */
final class CallerConnection extends ChannelInboundHandlerAdapter implements NettyReply.Owner, LoopTick.Flush {

    /** How long a caller that is still sending has to read our last response before the connection is closed. */
    private static final long LINGER_MILLIS = 2_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(CallerConnection.class.getName());

    private final ServerContext server;
    private final Lane lane;
    private final Pipeline pipeline;
    private final Timer timer;
    private final LineGuard lines;
    private final ConnectionDeadlines waiting;
    private final ConnectionLimiter.Place place;
    private @Nullable Channel channel;
    private @Nullable ServerRequest current;
    private int heads;
    private boolean flushWanted;
    private boolean pipelined;
    private boolean closing;
    private boolean lingering;

    CallerConnection(ServerContext server, Server.LaneOfLoop here, LineGuard lines, ConnectionLimiter.Place place) {
        this.server = server;
        this.lane = here.lane();
        this.pipeline = here.pipeline();
        this.timer = here.timer();
        this.lines = lines;
        this.place = place;
        this.waiting = new ConnectionDeadlines(server.clock(), server.limits());
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
        watchLater();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!closing && !pipelined && message instanceof HttpObject part) {
                take(part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(HttpObject part) {
        if (current != null && current.received()) {
            if (!current.isOver()) {
                pipelined = true;
                lines.dropTheRest();
                return;
            }
            nextVisit();
        }
        if (part instanceof HttpRequest request) {
            head(request);
        }
        if (part instanceof HttpContent content && current != null && !closing) {
            current.content(content);
        }
    }

    private void head(HttpRequest request) {
        heads++;
        waiting.forBody();
        var next = new ServerRequest(this, request);
        current = next;
        var objection = lines.objection();
        if (objection.isPresent()) {
            next.refuseAndClose(Refusal.of(Reason.SUSPICIOUS_REQUEST, objection.get()));
        } else if (heads > lines.heads() && request.decoderResult().isSuccess()) {
            next.refuseAndClose(Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.pipelining"));
        } else {
            next.begin();
        }
    }

    /**
     * A request on it was admitted.
     *
     * @throws Refusal callers hold all places that they may have
     */
    void admitted(boolean administrator) {
        if (!place.admitted(administrator)) {
            throw Refusal.of(Reason.BUSY, "server.connections").retryAfter(1);
        }
    }

    /** The parser has come to the end of a request's body. */
    void bodyComplete() {
        lines.expectHead();
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
        if (current != null) {
            current.gather();
        }
        channel().flush();
        if (closing && !lingering) {
            lingering = true;
            channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> goodbye());
        }
    }

    @Override
    public void journalGone(IOException cause) {
        if (current == null || current.mayGoUnrecorded()) {
            go();
        } else {
            channel().close();
        }
    }

    @Override
    public void streams() {
        if (current != null) {
            current.streams();
        }
    }

    @Override
    public String nextRequestId() {
        return RequestId.next(server.clock().now()).text();
    }

    @Override
    public boolean stopping() {
        return server.inFlight().begun();
    }

    @Override
    public void over(boolean keepAlive) {
        waiting.forNothing();
        place.answered();
        if (!keepAlive || stopping()) {
            closing = true;
            lines.dropTheRest();
        } else if (pipelined) {
            refusePipelined();
        } else if (current != null && current.received()) {
            channel().eventLoop().execute(this::nextVisit);
        }
    }

    private void refusePipelined() {
        new NettyReply(channel(), this, server.language(), NettyReply.ResponseOptions.LAST)
                .refuse(Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.pipelining"), Map.of());
    }

    /**
     * The last response was written. Closing at once could discard it for a caller that is still sending (RFC 9112,
     * 9.6).
     */
    private void goodbye() {
        var stillSends = pipelined || current != null && !current.received();
        endVisit();
        if (stillSends && channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            duplex.eventLoop().schedule(() -> duplex.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            channel().close();
        }
    }

    /** The reply is out and the body was read to its end: the next request may begin. */
    void nextVisit() {
        if (current != null && current.isOver() && current.received() && !closing) {
            endVisit();
        }
    }

    private void endVisit() {
        if (current != null) {
            current.release();
            current = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (current != null) {
            current.writable(context.channel().isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        if (current != null) {
            current.callerLeft();
            endVisit();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            LOG.log(System.Logger.Level.WARNING, "no memory is left for a caller's connection; it is closed");
        } else if (!(cause instanceof IOException)) {
            LOG.log(System.Logger.Level.ERROR, "a caller's connection met a bug", SanitizedException.of(cause));
        }
        context.close();
    }

    private void watchLater() {
        timer.after(BETWEEN_LOOKS, this::watch);
    }

    /** Checks regularly whether the caller has kept us waiting for too long. */
    private void watch() {
        if (!channel().isActive()) {
            return;
        }
        waiting.reads(channel().bytesBeforeWritable());
        if (current == null) {
            waiting.head(lines.midHead());
        }
        var busy = current != null && current.received() && !current.isOver();
        if (busy ? waiting.stoppedReading() : waiting.tooLong()) {
            timeUp();
        }
        watchLater();
    }

    /** Ends the current response with an error, so that a partial response is not taken for a complete one. */
    void stop() {
        if (current != null) {
            current.stop(Refusal.of(Reason.STOPPING, "server.stopped").retryAfter(5));
        }
    }

    /** A caller that stops reading a response is treated as one that left, because it cannot be told anything. */
    private void timeUp() {
        if (current != null && !current.isOver() && !current.received()) {
            current.refuseAndClose(Refusal.of(Reason.REQUEST_TIMEOUT, "server.slow-body"));
        } else {
            channel().close();
        }
    }
}
