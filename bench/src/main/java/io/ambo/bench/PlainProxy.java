package io.ambo.bench;

import io.ambo.platform.Network;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A single-loop reverse proxy that only forwards requests and answers, with the codecs and sockets that Ambo uses:
 * the minimum cost of a gateway on this stack. No limits, no timeouts, no errors of its own.
 */
public final class PlainProxy {

    private final EventLoopGroup loop = Network.best().loops(1, "plain");
    private final InetSocketAddress upstream;
    private final Deque<Channel> idle = new ArrayDeque<>();

    private PlainProxy(InetSocketAddress upstream) {
        this.upstream = upstream;
    }

    /** Takes its own port and the upstream's, both on loopback. */
    public static void main(String... words) {
        var loopback = InetAddress.getLoopbackAddress();
        new PlainProxy(new InetSocketAddress(loopback, Integer.parseInt(words[1])))
                .listen(new InetSocketAddress(loopback, Integer.parseInt(words[0])));
    }

    private void listen(InetSocketAddress address) {
        new ServerBootstrap()
                .group(loop)
                .channelFactory(Network.best().serverChannels(address.getAddress()))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new Caller(channel));
                    }
                })
                .bind(address)
                .syncUninterruptibly()
                .channel()
                .closeFuture()
                .syncUninterruptibly();
    }

    /** Sends the request on an idle connection, or on a new one. */
    private final class Caller extends ChannelInboundHandlerAdapter {

        private final Channel channel;
        private final Deque<Object> early = new ArrayDeque<>();
        private @Nullable Channel answering;

        Caller(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                request.headers()
                        .set(HttpHeaderNames.HOST, "127.0.0.1:" + upstream.getPort())
                        .set(HttpHeaderNames.AUTHORIZATION, "Bearer sk-upstream");
                answering = idle.poll();
                if (answering == null) {
                    connect();
                } else {
                    answer(answering).caller = channel;
                }
            }
            if (answering == null) {
                early.add(message);
            } else {
                answering.write(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (answering != null) {
                answering.flush();
            }
        }

        private void connect() {
            var connecting = new Bootstrap()
                    .group(channel.eventLoop())
                    .channel(Network.best().channel())
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new HttpClientCodec(), new Answer());
                        }
                    })
                    .connect(upstream);
            connecting.addListener(connected -> {
                answering = connecting.channel();
                answer(answering).caller = channel;
                early.forEach(answering::write);
                early.clear();
                answering.flush();
            });
        }
    }

    private static Answer answer(Channel channel) {
        return Objects.requireNonNull(channel.pipeline().get(Answer.class));
    }

    /** Forwards the answer to its caller. */
    private final class Answer extends ChannelInboundHandlerAdapter {

        private @Nullable Channel caller;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var to = Objects.requireNonNull(caller);
            to.write(message);
            if (message instanceof LastHttpContent) {
                to.flush();
                idle.push(context.channel());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (caller != null) {
                caller.flush();
            }
        }
    }
}
