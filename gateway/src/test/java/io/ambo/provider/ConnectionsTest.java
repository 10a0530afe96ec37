package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Await;
import io.ambo.core.Clock;
import io.ambo.platform.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How long a connection to an upstream is used, and what becomes of one that was dropped without a word. */
class ConnectionsTest {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final CallingLoop loop = CallingLoop.at(clock);

    @AfterEach
    void close() {
        loop.close();
    }

    private void ask(RawServer server) {
        assertThat(loop.call(server.address(), false).notes()).containsExactly("whole", "body:{}", "ended");
    }

    @Test
    void aConnectionThatIdledForLongIsNotUsedAgain() throws IOException {
        try (var server = RawServer.saying(ANSWER)) {
            ask(server);
            clock.advance(Connections.LONGEST_IDLE.minusSeconds(1));
            ask(server);
            assertThat(server.connections()).isEqualTo(1);
            clock.advance(Connections.LONGEST_IDLE);
            ask(server);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatIsInUseAllTheTimeIsReplacedWhenItIsOld() throws IOException {
        try (var server = RawServer.saying(ANSWER)) {
            var pause = Duration.ofSeconds(10);
            for (var age = Duration.ZERO; age.compareTo(Connections.LONGEST_LIFE) <= 0; age = age.plus(pause)) {
                ask(server);
                clock.advance(pause);
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void idleConnectionsAreClosedThoughNobodyAsks() throws IOException {
        var left = new AtomicInteger();
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> {
            RawServer.say(socket, ANSWER);
            left.addAndGet(socket.getInputStream().read() < 0 ? 1 : 0);
        })) {
            ask(server);
            loop.onLoop(loop.context().connections()::sweep);
            clock.advance(Connections.LONGEST_IDLE);
            loop.onLoop(loop.context().connections()::sweep);
            Await.until("the end of the connection", () -> left.get() == 1);
        }
    }

    @Test
    void aConnectionThatDiesLongAfterTheRequestLeftIsNotReplacedForItMayHaveBeenServed() throws IOException {
        var asked = new AtomicInteger();
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> {
            if (asked.incrementAndGet() == 2) {
                clock.advance(Duration.ofSeconds(6));
                socket.close();
            } else {
                RawServer.say(socket, ANSWER);
            }
        })) {
            ask(server);
            assertThat(loop.call(server.address(), false).notes()).containsExactly("connection-lost");
            assertThat(server.requests()).hasSize(2);
        }
    }

    /** The kernel of the other side drops every packet: no reset, no acknowledgement. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aConnectionThatWasDroppedSilentlyIsReplacedWithinSeconds() throws Exception {
        try (var real = CallingLoop.at(Clock.system());
                var server = new SilentServer(1)) {
            assertThat(real.call(server.address(), false).notes()).containsExactly("whole", "body:{}", "ended");
            Await.until("the silence", () -> server.answered() == 1);
            var from = System.nanoTime();
            assertThat(real.call(server.address(), false).notes())
                    .containsExactly("stale", "whole", "body:{}", "ended");
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void anUpstreamThatThinksOnAUsedConnectionIsWaitedFor() throws Exception {
        var asked = new AtomicInteger();
        try (var real = CallingLoop.at(Clock.system());
                var server = new RawServer(RawServer.plain(), (request, socket) -> {
                    if (asked.incrementAndGet() == 2) {
                        Await.within(Duration.ofMillis(3500), () -> false);
                    }
                    RawServer.say(socket, ANSWER);
                })) {
            assertThat(real.call(server.address(), false).notes()).hasSize(3);
            assertThat(real.call(server.address(), false).notes()).containsExactly("whole", "body:{}", "ended");
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
