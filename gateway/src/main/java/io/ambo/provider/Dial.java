package io.ambo.provider;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to get a new connection: looks the host up and tries its addresses in turn, which share the time. */
final class Dial {

    private static final int MOST_ADDRESSES = 4;

    /** What becomes of it; nothing once it is cancelled. */
    interface Result {
        void connected(Channel channel);

        void failed(CallFailure failure, @Nullable Throwable cause);
    }

    private final CallContext context;
    private final Origin origin;
    private final Result result;
    private Duration patience;
    private Iterator<InetSocketAddress> untried = Collections.emptyIterator();
    private @Nullable ChannelFuture connecting;
    private boolean over;

    Dial(CallContext context, Origin origin, Duration patience, Result result) {
        this.context = context;
        this.origin = origin;
        this.patience = patience;
        this.result = result;
    }

    void start() {
        switch (origin) {
            case Origin.Local local -> connect(context.connections().address(local));
            case Origin.Internet internet -> context.addresses().find(internet, context.loop(), this::resolved);
        }
    }

    private void resolved(List<InetSocketAddress> addresses) {
        if (over) {
            return;
        }
        if (addresses.isEmpty()) {
            fail(CallFailure.UNKNOWN_HOST, null);
        } else {
            var most = Math.min(MOST_ADDRESSES, addresses.size());
            untried = addresses.subList(0, most).iterator();
            patience = patience.dividedBy(most);
            connect(untried.next());
        }
    }

    private void connect(SocketAddress address) {
        connecting = context.connections().connect(origin, address, patience);
        connecting.addListener((ChannelFuture done) -> tried(done));
    }

    private void tried(ChannelFuture done) {
        if (over) {
            done.channel().close();
        } else if (done.isSuccess()) {
            over = true;
            result.connected(done.channel());
        } else if (untried.hasNext()) {
            connect(untried.next());
        } else {
            var late = done.cause() instanceof ConnectTimeoutException;
            fail(late ? CallFailure.CONNECT_TIMEOUT : CallFailure.CONNECT_FAILED, done.cause());
        }
    }

    private void fail(CallFailure failure, @Nullable Throwable cause) {
        over = true;
        result.failed(failure, cause);
    }

    void cancel() {
        over = true;
        if (connecting != null) {
            connecting.channel().close();
        }
    }
}
