package io.ambo.platform;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/**
 * The transport for sockets: epoll where the kernel supports it, otherwise the JDK's selectors; io_uring if the
 * settings request it.
 */
public enum Network {
    EPOLL {
        @Override
        public boolean available() {
            return Epoll.isAvailable();
        }

        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        public ChannelFactory<ServerChannel> serverChannels(InetAddress address) {
            return () -> new EpollServerSocketChannel(family(address));
        }

        @Override
        public Class<? extends SocketChannel> channel() {
            return EpollSocketChannel.class;
        }

        @Override
        public Class<? extends Channel> domainChannel() {
            return EpollDomainSocketChannel.class;
        }

        @Override
        public Map<ChannelOption<Integer>, Integer> keepAliveTimes() {
            return Map.of(
                    EpollChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS,
                    EpollChannelOption.TCP_KEEPINTVL, PROBE_SECONDS,
                    EpollChannelOption.TCP_KEEPCNT, PROBES,
                    EpollChannelOption.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MILLIS);
        }

        @Override
        public boolean unheard(Channel channel, Duration silence) {
            if (!(channel instanceof EpollSocketChannel socket)) {
                return false;
            }
            var info = socket.tcpInfo();
            return info.unacked() > 0 && info.lastAckRecv() >= silence.toMillis();
        }
    },
    IO_URING {
        @Override
        public boolean available() {
            return IoUring.isAvailable();
        }

        @Override
        IoHandlerFactory handlers() {
            return IoUringIoHandler.newFactory();
        }

        @Override
        public ChannelFactory<ServerChannel> serverChannels(InetAddress address) {
            return IoUringServerSocketChannel::new;
        }

        @Override
        public Class<? extends SocketChannel> channel() {
            return IoUringSocketChannel.class;
        }

        @Override
        public Class<? extends Channel> domainChannel() {
            return IoUringDomainSocketChannel.class;
        }

        @Override
        public Map<ChannelOption<Integer>, Integer> keepAliveTimes() {
            return Map.of(
                    IoUringChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS,
                    IoUringChannelOption.TCP_KEEPINTVL, PROBE_SECONDS,
                    IoUringChannelOption.TCP_KEEPCNT, PROBES,
                    IoUringChannelOption.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MILLIS);
        }
    },
    NIO {
        @Override
        public boolean available() {
            return true;
        }

        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        public ChannelFactory<ServerChannel> serverChannels(InetAddress address) {
            return () -> new NioServerSocketChannel(SelectorProvider.provider(), family(address));
        }

        @Override
        public Class<? extends SocketChannel> channel() {
            return NioSocketChannel.class;
        }

        @Override
        public Class<? extends Channel> domainChannel() {
            return NioDomainSocketChannel.class;
        }

        @Override
        public Map<ChannelOption<Integer>, Integer> keepAliveTimes() {
            return Map.of(
                    NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_ALIVE_SECONDS,
                    NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), PROBE_SECONDS,
                    NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
        }

        @Override
        public SocketAddress domainAddress(Path path) {
            return UnixDomainSocketAddress.of(path);
        }
    };

    /* After this idle time a connection is probed; it is closed when several probes stay unanswered. */
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int PROBE_SECONDS = 10;
    private static final int PROBES = 3;

    /* Data that the peer's kernel does not acknowledge for this long ends the connection. */
    private static final int UNACKNOWLEDGED_MILLIS = 20_000;

    private static final String STANDING_POLL = "io.netty.iouring.pollAddMultishotEnabled";

    /*
     * With multishot poll, Netty 4.2.18 waits forever on about every third connection that is reset in mid-stream
     * (observed on Linux 6.18). Netty reads the property once, when io_uring is first used.
     */
    static {
        if (System.getProperty(STANDING_POLL) == null) {
            System.setProperty(STANDING_POLL, "false");
        }
    }

    /** The best transport that this machine supports, except io_uring, which must be requested. */
    public static Network best() {
        return EPOLL.available() ? EPOLL : NIO;
    }

    /** Returns whether this machine and its kernel support it. */
    public abstract boolean available();

    /** A group of event loops, one thread each. */
    public EventLoopGroup loops(int count, String name) {
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name), handlers());
    }

    abstract IoHandlerFactory handlers();

    /**
     * The factory for listening channels on an address. On an IPv4 address it listens for IPv4 only, where the
     * transport can distinguish them (io_uring here cannot).
     */
    public abstract ChannelFactory<ServerChannel> serverChannels(InetAddress address);

    private static SocketProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }

    public abstract Class<? extends SocketChannel> channel();

    public abstract Class<? extends Channel> domainChannel();

    /** The TCP keep-alive times for connections beyond this machine, used with {@code SO_KEEPALIVE}. */
    public abstract Map<ChannelOption<Integer>, Integer> keepAliveTimes();

    /**
     * Returns whether data sent on this connection has been unacknowledged by the peer's kernel for this long; false if
     * unknown.
     */
    public boolean unheard(Channel channel, Duration silence) {
        return false;
    }

    public SocketAddress domainAddress(Path path) {
        return new DomainSocketAddress(path.toFile());
    }
}
