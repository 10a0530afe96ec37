package io.ambo;

import io.ambo.core.MemoryBudget;
import io.ambo.ledger.Ledger;
import io.ambo.pipeline.Lane;
import io.ambo.pipeline.Pipeline;
import io.ambo.pipeline.WorkerPool;
import io.ambo.platform.Network;
import io.ambo.provider.AddressBook;
import io.ambo.provider.ConcurrencyLimiter;
import io.ambo.provider.Providers;
import io.ambo.server.Server;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** The event loops, each with its lane: a pipeline, upstream connections and a journal. */
final class Lanes implements AutoCloseable {

    /** Everything that the lanes share. */
    record Shared(
            Network network,
            SslContext tls,
            MemoryBudget memory,
            Map<String, ConcurrencyLimiter> limiters,
            WorkerPool workers,
            Ledger ledger,
            Time time,
            Pipeline.Shared pipeline,
            Consumer<IOException> alarm) {}

    private final Shared shared;
    private final AddressBook addresses;
    private final EventLoopGroup loops;
    private final Map<EventLoop, Server.LaneOfLoop> byLoop = new LinkedHashMap<>();

    Lanes(int count, Shared shared) {
        this.shared = shared;
        this.addresses = new AddressBook(shared.time().clock());
        this.loops = shared.network().loops(count, "lane");
        loops.forEach(executor -> add((EventLoop) executor));
    }

    /** How upstreams are called with TLS: their certificate must name them. */
    static SslContext tls() throws SSLException {
        return SslContextBuilder.forClient()
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    private void add(EventLoop loop) {
        var journal = shared.ledger().journal(byLoop.size());
        var lane = new Lane(loop, journal, shared.workers(), shared.alarm());
        var timer = shared.time().timers().apply(loop);
        var upstreams = new Providers(
                loop,
                shared.network(),
                shared.tls(),
                shared.memory(),
                addresses,
                shared.limiters(),
                shared.pipeline().hops(),
                timer,
                shared.time().clock(),
                lane);
        var pipeline = new Pipeline(lane, upstreams, shared.pipeline());
        byLoop.put(loop, new Server.LaneOfLoop(loop, lane, pipeline, timer));
    }

    EventLoopGroup loops() {
        return loops;
    }

    Map<EventLoop, Server.LaneOfLoop> byLoop() {
        return byLoop;
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
