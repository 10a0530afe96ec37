package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Await;
import io.ambo.platform.Network;
import io.ambo.platform.SettableClock;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressBookTest {

    private static final Origin.Internet ACME = new Origin.Internet("acme.example", 443, true);

    private final EventLoopGroup group = Network.NIO.loops(1, "addresses");
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final AtomicInteger lookups = new AtomicInteger();

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private CompletableFuture<List<InetSocketAddress>> ask(AddressBook book) {
        var found = new CompletableFuture<List<InetSocketAddress>>();
        book.find(ACME, group.next(), found::complete);
        return found;
    }

    private List<InetSocketAddress> find(AddressBook book) throws Exception {
        return ask(book).get(10, TimeUnit.SECONDS);
    }

    @Test
    void anAddressIsRememberedForHalfAMinuteAndThenForgotten() throws Exception {
        var book = new AddressBook(clock, name -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.getLoopbackAddress());
        });
        assertThat(find(book)).containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 443));
        clock.advance(Duration.ofSeconds(29));
        find(book);
        assertThat(lookups).hasValue(1);
        clock.advance(Duration.ofSeconds(2));
        find(book);
        assertThat(lookups).hasValue(2);
    }

    @Test
    void aNameThatNobodyKnowsIsAskedForAgain() throws Exception {
        var book = new AddressBook(clock, name -> {
            lookups.incrementAndGet();
            throw new UnknownHostException(name);
        });
        assertThat(find(book)).isEmpty();
        assertThat(find(book)).isEmpty();
        assertThat(lookups).hasValue(2);
    }

    /** Virtual threads share a few carriers, and a lookup would hold one for as long as the name server is silent. */
    @Test
    void aLookupHoldsNoThreadThatCarriesOtherWork() throws Exception {
        var virtual = new CompletableFuture<Boolean>();
        var book = new AddressBook(clock, name -> {
            virtual.complete(Thread.currentThread().isVirtual());
            return List.of(InetAddress.getLoopbackAddress());
        });
        ask(book).get(10, TimeUnit.SECONDS);
        assertThat(virtual.get(10, TimeUnit.SECONDS)).isFalse();
    }

    /** A book whose look-up waits until the latch opens. */
    private AddressBook slow(CountDownLatch open) {
        return new AddressBook(clock, name -> {
            lookups.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(InetAddress.getLoopbackAddress());
        });
    }

    @Test
    void allWhoWaitForOneAddressWaitForOneLookUp() throws Exception {
        var open = new CountDownLatch(1);
        var book = slow(open);
        var asked = Stream.generate(() -> ask(book)).limit(300).toList();
        open.countDown();
        for (var found : asked) {
            assertThat(found.get(10, TimeUnit.SECONDS))
                    .containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 443));
        }
        assertThat(lookups).hasValue(1);
    }

    @Test
    void leavingWhileTheAddressIsLookedUpConnectsToNobody() throws IOException {
        var open = new CountDownLatch(1);
        try (var loop = new CallingLoop(SslContextBuilder.forClient().build(), slow(open));
                var server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
            var heard = new Heard();
            var address = URI.create("http://slow.example:" + server.port() + "/v1");
            var call = loop.begin(CallingLoop.exchange(address, false, false, CallingLoop.PATIENT), heard);
            Await.until(() -> lookups.get() > 0);
            loop.onLoop(call::cancel);
            open.countDown();
            assertThat(loop.call(address, false).notes()).endsWith("ended");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(heard.sofar()).isEmpty();
        }
    }

    @Test
    void aLookUpThatTakesTooLongCountsAsConnectingTooLong() throws IOException {
        var open = new CountDownLatch(1);
        try (var loop = new CallingLoop(SslContextBuilder.forClient().build(), slow(open))) {
            var quick = new io.ambo.catalog.Provider.Timeouts(
                    Duration.ofMillis(100), Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9));
            var heard = loop.call(URI.create("http://slow.example/v1"), false, quick);
            assertThat(heard.failure()).isEqualTo(CallFailure.CONNECT_TIMEOUT);
            open.countDown();
        }
    }

    /** Nobody listens there: the whole network 127 is this machine. */
    private static final String DEAF = "127.7.7.7";

    @Test
    void theNextAddressOfAHostIsTriedWhereOneRefuses() throws IOException {
        var book =
                new AddressBook(clock, name -> List.of(InetAddress.getByName(DEAF), InetAddress.getLoopbackAddress()));
        try (var loop = new CallingLoop(SslContextBuilder.forClient().build(), book);
                var server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
            var address = URI.create("http://two.example:" + server.port() + "/v1");
            assertThat(loop.call(address, false).notes()).containsExactly("whole", "body:{}", "ended");
        }
    }

    @Test
    void whereAllAddressesRefuseTheConnectionFailed() throws IOException {
        var book = new AddressBook(clock, name -> List.of(InetAddress.getByName(DEAF), InetAddress.getByName(DEAF)));
        try (var loop = new CallingLoop(SslContextBuilder.forClient().build(), book);
                var server = RawServer.saying("")) {
            var address = URI.create("http://two.example:" + server.port() + "/v1");
            assertThat(loop.call(address, false).failure()).isEqualTo(CallFailure.CONNECT_FAILED);
        }
    }
}
