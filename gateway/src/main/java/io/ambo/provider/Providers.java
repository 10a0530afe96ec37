package io.ambo.provider;

import io.ambo.core.Clock;
import io.ambo.core.DestinationKind;
import io.ambo.core.LoopTick;
import io.ambo.core.MemoryBudget;
import io.ambo.core.Timer;
import io.ambo.platform.Network;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Calls the destinations for one lane. Used on the lane's loop only. */
public final class Providers implements UpstreamClient {

    /** For a model that was removed after it had been chosen. */
    private static final ConcurrencyLimiter GONE = closedDown();

    private final CallContext context;
    private final Map<String, ConcurrencyLimiter> limiters;
    private final LoopDetection hops;

    /**
     * The client of one lane.
     *
     * @param tls for providers with {@code https} addresses
     * @param memory what all bodies share
     * @param limiters by destination, for those that answer only so many at once; shared by all lanes, and read each time,
     *     since models come and go
     * @param hops the marks of this run; shared by all lanes
     */
    public Providers(
            EventLoop loop,
            Network network,
            SslContext tls,
            MemoryBudget memory,
            AddressBook addresses,
            Map<String, ConcurrencyLimiter> limiters,
            LoopDetection hops,
            Timer timer,
            Clock clock,
            LoopTick turn) {
        this.context = new CallContext(
                loop, new Connections(loop, network, tls, clock), addresses, memory, timer, clock, turn);
        this.limiters = limiters;
        this.hops = hops;
    }

    @Override
    public Call call(Outbound outbound, ReplyListener listener) {
        var limiter = limiters.get(outbound.way().destination().id());
        if (limiter != null) {
            return new QueuedCall(limiter, context.loop(), hears -> http(outbound, hears), listener).start();
        }
        var call = http(outbound, listener);
        if (call.isEmpty()) {
            return new QueuedCall(GONE, context.loop(), _ -> Optional.empty(), listener).start();
        }
        context.loop().execute(call.get()::start);
        return call.get();
    }

    private static ConcurrencyLimiter closedDown() {
        var limiter = new ConcurrencyLimiter(1, 0);
        limiter.closeDown();
        return limiter;
    }

    private Optional<HttpCall> http(Outbound outbound, ReplyListener listener) {
        return outbound.way()
                .endpoint()
                .now()
                .map(endpoint -> new HttpCall(exchange(outbound, endpoint), context, listener));
    }

    private HttpExchange exchange(Outbound outbound, Endpoint endpoint) {
        var way = outbound.way();
        var headers = new HashMap<>(way.format().headers());
        headers.putAll(way.provider().quirks().headers());
        way.headers().forEach((name, value) -> headers.merge(name, value, (file, caller) -> file + "," + caller));
        var keyHeader = way.format().keyHeader();
        endpoint.key().ifPresent(key -> headers.put(keyHeader.name(), keyHeader.prefix() + key));
        if (way.destination().kind() != DestinationKind.EMBEDDED) {
            headers.put("via", hops.via(way.provider().id(), way.hops()));
        }
        return new HttpExchange(
                way.destination().id(),
                endpoint,
                endpoint.pathPrefix() + way.path(),
                headers,
                outbound.body(),
                way.stream(),
                way.evenUnrecorded(),
                way.provider().timeouts());
    }
}
