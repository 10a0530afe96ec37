package io.ambo.provider;

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
import org.jspecify.annotations.Nullable;

/** The connections of one lane to upstreams: idle ones are kept and used again. Used on the lane's loop only. */
final class Connections {

    private static final int MOST_IDLE = 256;
    private static final HttpDecoderConfig DECODER = new HttpDecoderConfig()
            .setMaxInitialLineLength(8 * 1024)
            .setMaxHeaderSize(64 * 1024)
            .setMaxChunkSize(64 * 1024);

    private final EventLoop loop;
    private final Network network;
    private final SslContext tls;
    private final Map<Origin, ArrayDeque<Channel>> idle = new HashMap<>();

    Connections(EventLoop loop, Network network, SslContext tls) {
        this.loop = loop;
        this.network = network;
        this.tls = tls;
    }

    /** An idle connection that is not known to be dead, or null. */
    @Nullable
    Channel idle(Origin origin) {
        var channels = idle.get(origin);
        while (channels != null && !channels.isEmpty()) {
            var channel = channels.pop();
            if (channel.isActive()) {
                return channel;
            }
        }
        return null;
    }

    void keep(Origin origin, Channel channel) {
        var channels = idle.computeIfAbsent(origin, _ -> new ArrayDeque<>());
        if (channels.size() >= MOST_IDLE) {
            channel.close();
        } else {
            channels.push(channel);
        }
    }

    void gone(Origin origin, Channel channel) {
        var channels = idle.get(origin);
        if (channels != null) {
            channels.remove(channel);
        }
    }

    ChannelFuture connect(Origin origin, SocketAddress address, Duration patience) {
        var bootstrap = new Bootstrap().group(loop).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                Math.min(Integer.MAX_VALUE, patience.toMillis()));
        switch (origin) {
            case Origin.Internet internet ->
                bootstrap
                        .channel(network.channel())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(pipe(internet));
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
                var handler = new ConnectionHandler(Connections.this, origin, channel, DECODER);
                pipe.addLast(new HttpRequestEncoder(), handler.decoder(), handler);
            }
        };
    }
}
