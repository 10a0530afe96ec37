package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueuedCallTest {

    private final CountDownLatch finish = new CountDownLatch(1);
    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1);
    private CallingLoop loop;
    private RawServer server;

    @BeforeEach
    void open() throws IOException {
        loop = CallingLoop.open();
        server = new RawServer(RawServer.plain(), (request, socket) -> {
            try {
                finish.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        });
    }

    @AfterEach
    void close() throws IOException {
        finish.countDown();
        loop.close();
        server.close();
    }

    private QueuedCall call(Heard heard) {
        var exchange = CallingLoop.exchange(server.address(), false, false, CallingLoop.PATIENT);
        var call = new QueuedCall(
                limiter, loop.loop(), hears -> Optional.of(new HttpCall(exchange, loop.context(), hears)), heard);
        loop.onLoop(call::start);
        return call;
    }

    @Test
    void theNextOneIsLetInWhenAnAnswerEnds() {
        var first = new Heard();
        var second = new Heard();
        assertThat(call(first).queuePosition()).isZero();
        var waiting = call(second);
        assertThat(waiting.queuePosition()).isEqualTo(1);
        assertThat(waiting.sent()).isFalse();
        finish.countDown();
        assertThat(first.notes()).endsWith("ended");
        assertThat(second.notes()).endsWith("ended");
        assertThat(limiter.waiting()).isZero();
    }

    @Test
    void aFullQueueIsAFailureThatBlamesNobody() {
        call(new Heard());
        call(new Heard());
        var third = new Heard();
        call(third);
        assertThat(third.failure()).isEqualTo(CallFailure.QUEUE_FULL);
        assertThat(CallFailure.QUEUE_FULL.blamesDestination()).isFalse();
    }

    @Test
    void leavingTheQueueFreesThePlaceAtOnceAndSendsNothing() {
        call(new Heard());
        var impatient = new Heard();
        var waiting = call(impatient);
        loop.onLoop(waiting::cancel);
        loop.onLoop(waiting::cancel);
        assertThat(limiter.waiting()).isZero();
        var next = new Heard();
        call(next);
        finish.countDown();
        assertThat(next.notes()).endsWith("ended");
        assertThat(impatient.sofar()).isEmpty();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void leavingFromTheInsideLetsTheNextOneIn() {
        var inside = call(new Heard());
        var next = new Heard();
        call(next);
        loop.onLoop(inside::cancel);
        finish.countDown();
        assertThat(next.notes()).endsWith("ended");
    }

    @Test
    void aFailureInsideLetsTheNextOneIn() throws IOException {
        var unreachable = RawServer.plain();
        var address = java.net.URI.create("http://127.0.0.1:" + unreachable.getLocalPort() + "/v1");
        unreachable.close();
        var failing = new Heard();
        var exchange = CallingLoop.exchange(address, false, false, CallingLoop.PATIENT);
        var call = new QueuedCall(
                limiter, loop.loop(), hears -> Optional.of(new HttpCall(exchange, loop.context(), hears)), failing);
        loop.onLoop(call::start);
        var next = new Heard();
        call(next);
        finish.countDown();
        assertThat(failing.failure()).isEqualTo(CallFailure.CONNECT_FAILED);
        assertThat(next.notes()).endsWith("ended");
    }
}
