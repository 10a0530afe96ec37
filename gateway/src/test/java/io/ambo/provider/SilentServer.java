package io.ambo.provider;

import io.ambo.platform.Network;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers the first request of each of its first {@code silent} connections, and whose kernel then drops
 * everything that comes on it, unanswered and unacknowledged, as a machine in between does that has forgotten the
 * connection. Needs epoll.
 */
final class SilentServer implements AutoCloseable {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int FILTER_POINTER = 16;

    /** A filter program of one step: return 0, so keep no byte of any packet. */
    private static final byte[] DROP_ALL = {6, 0, 0, 0, 0, 0, 0, 0};

    private static final RawUnixChannelOption FILTER =
            new RawUnixChannelOption("SILENT_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, FILTER_POINTER);

    private final EventLoopGroup group = Network.EPOLL.loops(1, "silent");
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final ByteBuf filter = Unpooled.directBuffer().writeBytes(DROP_ALL);
    private final Channel listening;

    SilentServer(int silent) {
        listening = new ServerBootstrap()
                .group(group)
                .channelFactory(Network.EPOLL.serverChannels(InetAddress.getLoopbackAddress()))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        var goesSilent = connections.incrementAndGet() <= silent;
                        channel.pipeline().addLast(new Answering(goesSilent));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + "/v1");
    }

    /** How many requests were answered and what was to follow took effect. */
    int answered() {
        return answered.get();
    }

    int connections() {
        return connections.get();
    }

    private final class Answering extends SimpleChannelInboundHandler<ByteBuf> {

        private final boolean goesSilent;

        Answering(boolean goesSilent) {
            this.goesSilent = goesSilent;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
            var answer = Unpooled.copiedBuffer(ANSWER, StandardCharsets.US_ASCII);
            context.writeAndFlush(answer).addListener(sent -> {
                if (goesSilent && !context.channel().config().setOption(FILTER, program())) {
                    throw new IllegalStateException("no filter can be set");
                }
                answered.incrementAndGet();
            });
        }
    }

    /** The system's {@code struct sock_fprog}: the number of steps and where they are. */
    private ByteBuffer program() {
        return ByteBuffer.allocateDirect(FILTER_POINTER)
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) 1)
                .putLong(Long.BYTES, filter.memoryAddress());
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        filter.release();
    }
}
