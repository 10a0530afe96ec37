package io.ambo.standin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A stand-in for closed model APIs on a loopback port: OpenAI's Chat Completions and Anthropic's Messages, answered
 * without any model, recorded byte for byte, and made to fail on demand by {@link Script}s.
 *
 * <p>Any prefix before {@code /chat/completions}, {@code /models} and {@code /messages} will do; {@code /v1} is usual.
 * A single event loop does everything; scripts are played in the order in which POST requests are complete.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel shows as its end
public final class StandIn implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;

    private final RequestLog log;
    private final Scripts scripts;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup connections;
    private final Dispatcher front;
    private final InetSocketAddress bound;

    private StandIn(StandInOptions options) {
        log = new RequestLog(options.record(), options.folder());
        connections = new DefaultChannelGroup(loop.next());
        boolean paced = !options.pace().isZero();
        scripts = new Scripts(paced ? Script.answer().delayBetween(options.pace()) : Script.answer());
        front = new Dispatcher(options, log, scripts, new ControlPaths(log, scripts, this::closeIdle));
        bound = listen(new InetSocketAddress(loopback(options.host()), options.port()));
    }

    /** Starts a stand-in with the default options. */
    public static StandIn start() {
        return start(StandInOptions.defaults());
    }

    /**
     * Starts a stand-in; it is ready when this returns.
     *
     * @throws IllegalArgumentException if the host is no loopback address
     * @throws IllegalStateException if the port is taken
     */
    public static StandIn start(StandInOptions options) {
        return new StandIn(options);
    }

    private static InetAddress loopback(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isLoopbackAddress()) {
                return address;
            }
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("host " + host + " is unknown; use 127.0.0.1", unknown);
        }
        throw new IllegalArgumentException("host " + host + " is no loopback address; use 127.0.0.1");
    }

    private InetSocketAddress listen(InetSocketAddress address) {
        ServerBootstrap server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Entrance());
        var binding = server.bind(address).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IllegalStateException("cannot listen on " + address + "; choose another port", binding.cause());
        }
        connections.add(binding.channel());
        return (InetSocketAddress) binding.channel().localAddress();
    }

    /** Gives each new connection its handlers. */
    private final class Entrance extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            connections.add(channel);
            HttpDecoderConfig limits = new HttpDecoderConfig()
                    .setMaxInitialLineLength(LONGEST_HEAD)
                    .setMaxHeaderSize(LONGEST_HEAD);
            channel.pipeline()
                    .addLast(new HttpRequestDecoder(limits))
                    .addLast(new Connection(channel.id().asShortText(), front));
        }
    }

    /** The root of all paths, such as {@code http://127.0.0.1:43210}, without a slash at the end. */
    public URI address() {
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** The port it listens on. */
    public int port() {
        return bound.getPort();
    }

    /** Adds scripts, one for each following POST request; after them the lasting script applies again. */
    public void next(Script... coming) {
        scripts.next(List.of(coming));
    }

    /** Sets the lasting script, for requests without a script of their own. */
    public void always(Script script) {
        scripts.always(script);
    }

    /** The recorded requests, oldest first, at most the latest ten thousand. */
    public List<Recorded> requests() {
        return log.all();
    }

    /** Waits until that many requests were received, or until the timeout; returns all of them. */
    public List<Recorded> await(int count, Duration patience) {
        return log.await(count, _ -> true, patience);
    }

    /** Waits until that many answers have ended in any way, or until the timeout; returns all requests. */
    public List<Recorded> awaitEnded(int count, Duration patience) {
        return log.await(count, recorded -> recorded.ending() != Recorded.Ending.OPEN, patience);
    }

    /** Waits until that many clients have disconnected before their answers were complete; returns all requests. */
    public List<Recorded> awaitLeft(int count, Duration patience) {
        return log.await(count, Recorded::left, patience);
    }

    /** Clears recorded requests and pending scripts; numbers start from 1 again. */
    public void forget() {
        log.forget();
        scripts.clear();
    }

    /** The number of open connections. */
    public int connections() {
        return (int)
                connections.stream().filter(SocketChannel.class::isInstance).count();
    }

    /** Closes (FIN) every connection without a request in progress, like a server closing idle ones. */
    public void closeIdle() {
        loop.execute(() -> {
            for (Channel channel : connections) {
                Connection connection = channel.pipeline().get(Connection.class);
                if (connection != null && connection.idle()) {
                    channel.close();
                }
            }
        });
    }

    /** Closes the port and all connections; returns when that is done. */
    @Override
    public void close() {
        connections.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
