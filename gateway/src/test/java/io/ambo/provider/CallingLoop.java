package io.ambo.provider;

import io.ambo.catalog.Provider.Timeouts;
import io.ambo.core.Clock;
import io.ambo.core.LoopTick;
import io.ambo.core.MemoryBudget;
import io.ambo.core.Timer;
import io.ambo.platform.Network;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A loop that makes calls, without anything of the house around it; its turns end at once. */
final class CallingLoop implements AutoCloseable {

    static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** Bytes that all bodies share here. */
    static final int MEMORY = 4 * 1024 * 1024;

    private final EventLoopGroup group = Network.best().loops(1, "calling");
    private final EventLoop loop = group.next();
    private final AtomicReference<@Nullable IOException> journal = new AtomicReference<>();
    private final MemoryBudget memory = new MemoryBudget(MEMORY);
    private final CallContext context;

    CallingLoop(SslContext tls) {
        this(tls, new AddressBook(Clock.system()));
    }

    CallingLoop(SslContext tls, AddressBook addresses) {
        this(tls, addresses, Clock.system());
    }

    private CallingLoop(SslContext tls, AddressBook addresses, Clock clock) {
        Timer timer = (delay, task) -> {
            var scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        };
        context = new CallContext(
                loop,
                new Connections(loop, Network.best(), tls, clock),
                addresses,
                memory,
                timer,
                clock,
                this::endSoon);
    }

    /** With the machine's own trust. */
    static CallingLoop open() throws SSLException {
        return new CallingLoop(SslContextBuilder.forClient()
                .endpointIdentificationAlgorithm("HTTPS")
                .build());
    }

    /** By this clock; its limits of time go by the machine's. */
    static CallingLoop at(Clock clock) {
        try {
            return new CallingLoop(SslContextBuilder.forClient().build(), new AddressBook(clock), clock);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void endSoon(LoopTick.Flush flush) {
        loop.execute(() -> {
            var gone = journal.get();
            if (gone == null) {
                flush.go();
            } else {
                flush.journalGone(gone);
            }
        });
    }

    void journalGone() {
        journal.set(new IOException("the disk is full"));
    }

    MemoryBudget memory() {
        return memory;
    }

    EventLoop loop() {
        return loop;
    }

    CallContext context() {
        return context;
    }

    static HttpExchange exchange(URI address, boolean stream, boolean evenUnrecorded, Timeouts timeouts) {
        var body = "{\"messages\":[]}".getBytes(StandardCharsets.UTF_8);
        return exchange(address, body, stream, evenUnrecorded, timeouts);
    }

    /** One that sends this body and wants no stream. */
    static HttpExchange exchange(URI address, byte[] body) {
        return exchange(address, body, false, false, PATIENT);
    }

    private static HttpExchange exchange(
            URI address, byte[] body, boolean stream, boolean evenUnrecorded, Timeouts timeouts) {
        return new HttpExchange(
                "acme/large",
                Endpoint.of(address, Optional.of("sk-test")),
                "/v1/chat/completions",
                Map.of("authorization", "Bearer sk-test"),
                body,
                stream,
                evenUnrecorded,
                timeouts);
    }

    /** One to an upstream with this key, in a header as it is. */
    static HttpExchange withKey(URI address, String key, boolean stream) {
        return new HttpExchange(
                "acme/large",
                Endpoint.of(address, Optional.of(key)),
                "/v1/chat/completions",
                Map.of("authorization", "Bearer " + key),
                "{}".getBytes(StandardCharsets.UTF_8),
                stream,
                false,
                PATIENT);
    }

    /** A call that begins at once. */
    HttpCall begin(HttpExchange exchange, ReplyListener listener) {
        var call = new HttpCall(exchange, context, listener);
        loop.execute(call::start);
        return call;
    }

    Heard call(URI address, boolean stream, Timeouts timeouts) {
        var heard = new Heard();
        begin(exchange(address, stream, false, timeouts), heard);
        return heard;
    }

    Heard call(URI address, boolean stream) {
        return call(address, stream, PATIENT);
    }

    /** Runs something on the loop and waits for it. */
    void onLoop(Runnable task) {
        loop.submit(task).awaitUninterruptibly();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
