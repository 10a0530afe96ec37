package io.ambo.provider;

import io.ambo.core.SanitizedException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The last handler of a connection: hands what comes to the call that uses it just now. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(ConnectionHandler.class.getName());

    private final Connections connections;
    private final Origin origin;
    private final AnswerDecoder decoder;
    private final long endOfLife;
    private long idleSince;
    private @Nullable HttpCall call;

    /** The handler of one connection, with its decoder, which stands before it. */
    ConnectionHandler(
            Connections connections, Origin origin, Channel channel, HttpDecoderConfig limits, long endOfLife) {
        this.endOfLife = endOfLife;
        this.connections = connections;
        this.origin = origin;
        this.decoder = new AnswerDecoder(limits, () -> unasked(channel));
    }

    AnswerDecoder decoder() {
        return decoder;
    }

    static ConnectionHandler of(Channel channel) {
        return channel.pipeline().get(ConnectionHandler.class);
    }

    void idles(long since) {
        idleSince = since;
    }

    /** Whether no further call is to use this connection, which idles. */
    boolean tooOld(long now) {
        return now - endOfLife >= 0 || now - idleSince >= Connections.LONGEST_IDLE.toNanos();
    }

    void serve(HttpCall next) {
        call = next;
    }

    /** The call is over; the connection may be used again if it is reusable and nothing came behind the answer. */
    void release(Channel channel, boolean reusable) {
        call = null;
        if (decoder.answered() && reusable && channel.isActive()) {
            channel.config().setAutoRead(true);
            connections.keep(origin, channel);
        } else {
            channel.close();
        }
    }

    /** Nothing on a connection that speaks before it is asked can be trusted. */
    private void unasked(Channel channel) {
        var present = call;
        if (present == null) {
            connections.gone(origin, channel);
            channel.close();
        } else {
            release(channel, false);
            present.lost(CallFailure.NOT_HTTP, null);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpResponse response && call != null) {
                call.head(response);
            }
            if (message instanceof HttpContent content && call != null) {
                call.content(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (call != null) {
            call.readComplete();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && call != null) {
            if (handshake.isSuccess()) {
                call.encrypted();
            } else {
                call.lost(TlsChecks.failed(handshake.cause()), handshake.cause());
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (call == null) {
            connections.gone(origin, context.channel());
        } else {
            call.lost(CallFailure.CONNECTION_LOST, null);
        }
    }

    /** An exception other than an I/O error is a bug, and is not reported as a lost connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var present = call;
        var root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (present == null) {
            if (!(root instanceof IOException)) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "an idle connection to " + origin + " met a bug",
                        SanitizedException.of(root));
            }
        } else if (root instanceof IOException) {
            present.lost(CallFailure.CONNECTION_LOST, root);
        } else {
            present.threw(root);
        }
        context.close();
    }
}
