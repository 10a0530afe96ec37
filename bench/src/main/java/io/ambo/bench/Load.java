package io.ambo.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Requests of one kind to one address over persistent connections. Everything runs on one event loop; the thread that
 * opened the load only starts and ends windows.
 */
final class Load implements AutoCloseable {

    private final EventLoop loop;
    private final Pace pace;
    private final ByteBuf request;
    private final Bootstrap bootstrap;
    private final InetSocketAddress address;
    private final ChannelGroup channels;
    private final ArrayDeque<Asker> idle = new ArrayDeque<>();
    private final ArrayDeque<Long> due = new ArrayDeque<>();
    private Tally tally = new Tally();
    private boolean ending;
    private long nextDue;
    private int busy;
    private int missing;
    private long answered;

    private Load(
            EventLoop loop,
            Class<? extends SocketChannel> kind,
            InetSocketAddress address,
            ByteBuf request,
            Supplier<BodyCheck> checks,
            Pace pace) {
        this.loop = loop;
        this.address = address;
        this.request = request;
        this.pace = pace;
        this.channels = new DefaultChannelGroup(loop);
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(kind)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        channel.pipeline().addLast(new Asker(Load.this, channel, checks.get()));
                    }
                });
    }

    /** Connects and starts sending requests. */
    static Load open(
            EventLoop loop,
            Class<? extends SocketChannel> kind,
            Target target,
            Case asked,
            Supplier<BodyCheck> checks,
            Pace pace) {
        var address = target.address(asked);
        var request = request(address, target.headers(), asked.body());
        var load = new Load(loop, kind, address, request, checks, pace);
        try {
            load.connectAll();
        } catch (RuntimeException e) {
            load.close();
            throw e;
        }
        loop.execute(load::begin);
        return load;
    }

    private static ByteBuf request(InetSocketAddress address, List<String> headers, byte[] body) {
        var head = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort()
                + "\r\nAuthorization: Bearer sk-bench\r\nContent-Type: application/json\r\nAccept: */*\r\nContent-Length: "
                + body.length + "\r\n"
                + headers.stream().map(line -> line + "\r\n").collect(Collectors.joining())
                + "\r\n";
        var bytes = Unpooled.directBuffer(head.length() + body.length);
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII)).writeBytes(body);
        return bytes;
    }

    private void connectAll() {
        for (var i = 0; i < pace.connections(); i++) {
            var connecting = bootstrap.connect(address).awaitUninterruptibly();
            if (!connecting.isSuccess()) {
                throw new IllegalStateException("cannot connect to " + address, connecting.cause());
            }
        }
    }

    private void begin() {
        switch (pace) {
            case Pace.Closed _ -> {
                while (!idle.isEmpty()) {
                    ask(idle.poll(), System.nanoTime());
                }
            }
            case Pace.Open open -> {
                nextDue = System.nanoTime();
                tick(1_000_000_000L / open.perSecond());
            }
        }
    }

    private void tick(long interval) {
        if (ending) {
            return;
        }
        var now = System.nanoTime();
        while (nextDue - now <= 0) {
            due.add(nextDue);
            nextDue += interval;
        }
        askDue();
        loop.schedule(() -> tick(interval), nextDue - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void askDue() {
        while (!due.isEmpty() && !idle.isEmpty()) {
            var asker = idle.poll();
            if (asker.fresh()) {
                ask(asker, due.poll());
            } else {
                asker.close();
            }
        }
        if (!due.isEmpty() && missing > 0) {
            replaceOne();
        }
    }

    private void replaceOne() {
        missing--;
        bootstrap.connect(address).addListener(connecting -> {
            if (!connecting.isSuccess()) {
                tally.broke();
            }
        });
    }

    /** A connection is established. */
    void connected(Asker asker) {
        idle.add(asker);
        askDue();
    }

    private void ask(Asker asker, long from) {
        busy++;
        asker.ask(request.retainedDuplicate(), from);
    }

    /** An answer is complete. */
    void answered(Asker asker, long toFirst, long toEnd, boolean right) {
        busy--;
        answered++;
        tally.answered(toFirst, toEnd, right);
        idle.push(asker);
        switch (pace) {
            case Pace.Closed _ -> {
                if (!ending) {
                    ask(idle.poll(), System.nanoTime());
                }
            }
            case Pace.Open _ -> askDue();
        }
    }

    /**
     * A connection ended. The other side may close an idle connection at any time; we close ours before that could
     * coincide with a request. A new one replaces it when needed.
     */
    void ended(Asker asker) {
        idle.remove(asker);
        if (asker.waits()) {
            busy--;
        }
        if (asker.waits() || asker.confused()) {
            tally.broke();
        } else if (!ending) {
            missing++;
            tally.wasClosedIdle();
        }
    }

    /** Resets the tally; returns the previous one. */
    Tally cut() {
        return onLoop(() -> {
            var counted = tally;
            tally = new Tally();
            return counted;
        });
    }

    /** The number of answers since the load began. */
    long answered() {
        return onLoop(() -> answered);
    }

    /** Stops sending requests; returns when all answers have arrived, or at the timeout. */
    void end(long patienceMillis) {
        askNoMore();
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (onLoop(() -> busy) > 0 && System.nanoTime() < end) {
            Pause.millis(5);
        }
    }

    private void askNoMore() {
        onLoop(() -> {
            ending = true;
            due.clear();
            return ending;
        });
    }

    private <T> T onLoop(Callable<T> task) {
        try {
            return loop.submit(task).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        askNoMore();
        channels.close().awaitUninterruptibly();
        request.release();
    }
}
