package io.ambo.platform;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** The way to the machine's sockets: epoll where the kernel has it, the JDK's selectors elsewhere. */
public enum Network {
    EPOLL {
        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        public Class<? extends ServerChannel> serverChannel() {
            return EpollServerSocketChannel.class;
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
        public SocketAddress domainAddress(Path path) {
            return new DomainSocketAddress(path.toFile());
        }
    },
    NIO {
        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        public Class<? extends ServerChannel> serverChannel() {
            return NioServerSocketChannel.class;
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
        public SocketAddress domainAddress(Path path) {
            return UnixDomainSocketAddress.of(path);
        }
    };

    /** The best one that this machine has. */
    public static Network best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** A group of event loops, one thread each. */
    public EventLoopGroup loops(int count, String name) {
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name), handlers());
    }

    abstract IoHandlerFactory handlers();

    public abstract Class<? extends ServerChannel> serverChannel();

    public abstract Class<? extends SocketChannel> channel();

    public abstract Class<? extends Channel> domainChannel();

    public abstract SocketAddress domainAddress(Path path);
}
