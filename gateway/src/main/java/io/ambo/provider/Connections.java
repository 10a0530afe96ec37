package io.ambo.provider;

import io.ambo.core.Clock;
import io.ambo.platform.Network;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslContext;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection pool of one lane. Used on the lane's loop only.
 *
 * <p>A connection is kept for {@link #LONGEST_IDLE} between two calls, less than the machines in between keep theirs, and
 * serves no new call once it is some five minutes old, so that a change of addresses is followed; lives differ by a fifth,
 * so that they do not end together.
 */
final class Connections {

    static final Duration LONGEST_IDLE = Duration.ofSeconds(45);
    static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private static final double SPREAD = 0.2;
    private static final int MOST_IDLE = 256;
    private static final long SWEEP_SECONDS = 15;
    private static final HttpDecoderConfig DECODER = new HttpDecoderConfig()
            .setMaxInitialLineLength(8 * 1024)
            .setMaxHeaderSize(64 * 1024)
            .setMaxChunkSize(64 * 1024);

    private final EventLoop loop;
    private final Network network;
    private final SslContext tls;
    private final Clock clock;
    private final DoubleSupplier random;
    private final Map<Origin, ArrayDeque<Channel>> idle = new HashMap<>();
    private boolean sweeping;

    Connections(EventLoop loop, Network network, SslContext tls, Clock clock) {
        this(loop, network, tls, clock, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** With a source of random numbers from 0 up to 1. */
    Connections(EventLoop loop, Network network, SslContext tls, Clock clock, DoubleSupplier random) {
        this.loop = loop;
        this.network = network;
        this.tls = tls;
        this.clock = clock;
        this.random = random;
    }

    Network network() {
        return network;
    }

    /** An idle connection that is not known to be dead and not too old, or null. */
    @Nullable
    Channel idle(Origin origin) {
        var channels = idle.get(origin);
        while (channels != null && !channels.isEmpty()) {
            var channel = channels.pop();
            if (channel.isActive() && !tooOld(channel)) {
                return channel;
            }
            channel.close();
        }
        return null;
    }

    void keep(Origin origin, Channel channel) {
        var channels = idle.computeIfAbsent(origin, _ -> new ArrayDeque<>());
        ConnectionHandler.of(channel).idles(clock.nanoTime());
        if (channels.size() >= MOST_IDLE || tooOld(channel)) {
            channel.close();
        } else {
            channels.push(channel);
            sweepLater();
        }
    }

    private boolean tooOld(Channel channel) {
        return ConnectionHandler.of(channel).tooOld(clock.nanoTime());
    }

    void gone(Origin origin, Channel channel) {
        var channels = idle.get(origin);
        if (channels != null) {
            channels.remove(channel);
        }
    }

    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            loop.schedule(this::sweepAgain, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void sweepAgain() {
        sweeping = false;
        sweep();
        if (!idle.isEmpty()) {
            sweepLater();
        }
    }

    /** Closes what is too old; what is closed leaves the pool through {@link #gone}. */
    void sweep() {
        for (var channels : idle.values()) {
            for (var channel : channels.toArray(Channel[]::new)) {
                if (tooOld(channel)) {
                    channels.remove(channel);
                    channel.close();
                }
            }
        }
        idle.values().removeIf(ArrayDeque::isEmpty);
    }

    ChannelFuture connect(Origin origin, SocketAddress address, Duration patience) {
        var bootstrap = new Bootstrap().group(loop).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                Math.min(Integer.MAX_VALUE, patience.toMillis()));
        switch (origin) {
            case Origin.Internet internet -> {
                bootstrap
                        .channel(network.channel())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .handler(pipe(internet));
                network.keepAliveTimes().forEach(bootstrap::option);
            }
            case Origin.Local local ->
                bootstrap.channel(network.domainChannel()).handler(pipe(local));
        }
        return bootstrap.connect(address);
    }

    SocketAddress address(Origin.Local local) {
        return network.domainAddress(local.socket());
    }

    private ChannelInitializer<Channel> pipe(Origin origin) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                var pipe = channel.pipeline();
                if (origin instanceof Origin.Internet(var name, var port, var encrypted) && encrypted) {
                    pipe.addLast(tls.newHandler(channel.alloc(), name, port));
                }
                var handler = new ConnectionHandler(Connections.this, origin, channel, DECODER, endOfLife());
                pipe.addLast(new HttpRequestEncoder(), handler.decoder(), handler);
            }
        };
    }

    private long endOfLife() {
        return clock.nanoTime() + (long) (LONGEST_LIFE.toNanos() * (1 - SPREAD * random.getAsDouble()));
    }
}
