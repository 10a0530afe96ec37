package io.ambo.server;

import io.ambo.access.Authenticator;
import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.Language;
import io.ambo.core.MemoryBudget;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.Timer;
import io.ambo.engine.host.ListeningSockets;
import io.ambo.pipeline.Lane;
import io.ambo.pipeline.Pipeline;
import io.ambo.platform.Network;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** The listening socket and its connections. */
public final class Server implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    /** The codec does not limit pipelined requests, because it would throw; {@link CallerConnection} refuses them. */
    private static final int ANY_DEPTH = Integer.MAX_VALUE;

    /** How long requests that are ended have to write their last response. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /**
     * How the server listens.
     *
     * @param memory what all bodies share
     */
    public record Listening(
            InetSocketAddress address, Settings.Limits limits, MemoryBudget memory, Language language, String token) {}

    /**
     * A loop with what belongs to it.
     *
     * @param timer runs on the loop; by it the server looks once a second whether a caller keeps it waiting
     */
    public record LaneOfLoop(EventLoop loop, Lane lane, Pipeline pipeline, Timer timer) {}

    private final Channel channel;
    private final EventLoopGroup acceptor;
    private final InFlightRequests inFlight;
    private final ChannelGroup callers;

    private Server(Channel channel, EventLoopGroup acceptor, InFlightRequests inFlight, ChannelGroup callers) {
        this.channel = channel;
        this.acceptor = acceptor;
        this.inFlight = inFlight;
        this.callers = callers;
    }

    /**
     * Binds and begins to answer.
     *
     * @param lanes each connection is given to one of them and stays there
     * @param turnedAway hears of every refusal without a valid key
     * @throws IOException the port is taken or not ours to take
     */
    public static Server start(
            Listening listening,
            Network network,
            EventLoopGroup loops,
            Map<EventLoop, LaneOfLoop> lanes,
            Routes routes,
            Authenticator authenticator,
            Clock clock,
            BiConsumer<String, Refusal> turnedAway)
            throws IOException {
        var acceptor = network.loops(1, "accept");
        var inFlight = new InFlightRequests();
        var starting = new Starting(listening, routes, authenticator, clock, inFlight, turnedAway);
        var bound = new ServerBootstrap()
                .group(acceptor, loops)
                .channelFactory(network.serverChannels(listening.address().getAddress()))
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(starting.initializer(lanes))
                .bind(listening.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw cannotListen(listening.address(), bound.cause());
        }
        return new Server(bound.channel(), acceptor, inFlight, starting.callers);
    }

    /** The address of the settings. */
    public static InetSocketAddress address(Settings settings) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(settings.listen()), settings.port());
    }

    /**
     * Refuses an address at which {@link #start} could not listen, before anything that takes its time is begun.
     *
     * @throws Refusal the port is taken or not ours to take
     */
    public static void requireFree(InetSocketAddress address) {
        var family = address.getAddress() instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
        try (var channel = ServerSocketChannel.open(family)) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(address);
        } catch (IOException e) {
            throw cannotListen(address, e);
        }
    }

    private static Refusal cannotListen(InetSocketAddress address, Throwable cause) {
        var at = ListenAddresses.written(address);
        if (!String.valueOf(cause.getMessage()).contains("in use")) {
            return Refusal.of(Reason.BAD_CONFIGURATION, "server.cannot-listen", at, String.valueOf(cause.getMessage()))
                    .hint("server.cannot-listen.hint");
        }
        return ListeningSockets.at(address.getPort(), Path.of("/proc"))
                .flatMap(ListeningSockets::owner)
                .map(owner ->
                        Refusal.of(Reason.BAD_CONFIGURATION, "server.port-taken-by", at, owner.name(), owner.pid()))
                .orElseGet(() -> Refusal.of(Reason.BAD_CONFIGURATION, "server.port-taken", at))
                .hint("server.port-taken.hint");
    }

    /** What each new connection gets. */
    private static final class Starting {

        private final Settings.Limits limits;
        private final ServerContext context;
        private final ConnectionLimiter places;
        private final boolean ipv4Only;
        private final ChannelGroup callers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

        Starting(
                Listening listening,
                Routes routes,
                Authenticator authenticator,
                Clock clock,
                InFlightRequests inFlight,
                BiConsumer<String, Refusal> turnedAway) {
            limits = listening.limits();
            places = new ConnectionLimiter(limits.connections());
            ipv4Only = listening.address().getAddress() instanceof Inet4Address;
            var guard = new HeadGuard();
            var loopback = listening.address().getAddress().isLoopbackAddress();
            context = new ServerContext(
                    routes,
                    new RouteAuthorizer(authenticator, guard, listening.token(), loopback),
                    guard,
                    limits,
                    listening.memory(),
                    listening.language(),
                    clock,
                    inFlight,
                    turnedAway);
        }

        ChannelInitializer<Channel> initializer(Map<EventLoop, LaneOfLoop> lanes) {
            return new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    var remote = channel.remoteAddress();
                    var foreign = ipv4Only && remote instanceof InetSocketAddress at && isIpv6(at);
                    var place = foreign
                            ? Optional.<ConnectionLimiter.Place>empty()
                            : places.take(ConnectionLimiter.source(remote), channel::close);
                    place.ifPresentOrElse(
                            it -> build(channel, Objects.requireNonNull(lanes.get(channel.eventLoop())), it),
                            channel::close);
                }
            };
        }

        private HttpDecoderConfig decoder() {
            return new HttpDecoderConfig()
                    .setMaxInitialLineLength(limits.headLine())
                    .setMaxHeaderSize(limits.head())
                    .setMaxChunkSize(CHUNK)
                    .setStrictLineParsing(true)
                    .setUseRfc9112TransferEncoding(true);
        }

        /** Where the network cannot listen on IPv4 alone. */
        private static boolean isIpv6(InetSocketAddress remote) {
            return remote.getAddress() instanceof Inet6Address;
        }

        private void build(Channel channel, LaneOfLoop here, ConnectionLimiter.Place place) {
            channel.closeFuture().addListener(closed -> place.release());
            var lines = new LineGuard();
            callers.add(channel);
            channel.pipeline()
                    .addLast(lines)
                    .addLast(new HttpServerCodec(decoder(), ANY_DEPTH))
                    .addLast(new CallerConnection(context, here, lines, place));
        }
    }

    /** The addresses under which it can be asked; the first is good for programs on this machine. */
    public List<URI> addresses() {
        return ListenAddresses.of(address());
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Accepts no further requests, waits for those in progress, and ends them when the time is up. */
    public void drain(Duration patience) {
        inFlight.begin();
        channel.close().awaitUninterruptibly();
        awaitNothingUnderWay(patience);
        callers.forEach(caller -> caller.eventLoop().execute(() -> stop(caller)));
        awaitNothingUnderWay(LAST_WORDS);
    }

    private static void stop(Channel caller) {
        var connection = caller.pipeline().get(CallerConnection.class);
        if (connection != null) {
            connection.stop();
        }
    }

    private void awaitNothingUnderWay(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (inFlight.underWay() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        inFlight.begin();
        channel.close().awaitUninterruptibly();
        acceptor.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
