package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Await;
import io.ambo.catalog.Provider.Timeouts;
import io.ambo.core.MemoryShare;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One call over a real socket: what of an upstream's HTTP is understood, and what counts as which failure. */
class HttpCallTest {

    private static final String WHOLE = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private CallingLoop loop;

    @BeforeEach
    void open() throws IOException {
        loop = CallingLoop.open();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private Heard heard(String answer, boolean stream) throws IOException {
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> {
            RawServer.say(socket, answer);
            socket.shutdownOutput();
        })) {
            var heard = loop.call(server.address(), stream);
            heard.notes();
            return heard;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
            })
    void whatIsSaidBeforeTheAnswerIsPassedOver(String before) throws IOException {
        assertThat(heard(before + WHOLE + "Content-Length: 2\r\n\r\n{}", false).notes())
                .containsExactly("whole", "body:{}", "ended");
    }

    @Test
    void anotherProtocolIsNotSwitchedTo() throws IOException {
        assertThat(heard("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhello", false)
                        .failure())
                .isEqualTo(CallFailure.NOT_HTTP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{}",
                "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                WHOLE + "Connection: close\r\n\r\n{}",
                WHOLE + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\nX-Sum: 1\r\n\r\n"
            })
    void everyWayToEndABodyIsUnderstood(String answer) throws IOException {
        assertThat(heard(answer, false).notes()).containsExactly("whole", "body:{}", "ended");
    }

    @Test
    void anEmptyBodyIsAnAnswerWithNothingInIt() throws IOException {
        assertThat(heard(WHOLE + "Content-Length: 0\r\n\r\n", false).notes())
                .containsExactly("whole", "body:", "ended");
    }

    @Test
    void thatThereIsNoMoreForNowIsToldAfterWhatThereIs() throws Exception {
        var more = new CountDownLatch(1);
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> {
            RawServer.say(socket, "HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\ndata: 2\n\n");
            await(more);
            RawServer.say(socket, "data: 3\n\n");
            socket.shutdownOutput();
        })) {
            var heard = loop.call(server.address(), true);
            heard.awaitPause(3);
            more.countDown();
            assertThat(heard.notes()).containsExactly("stream", "event:1", "event:2", "event:3", "ended");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WHOLE + "Content-Length: 9\r\n\r\n{}",
                WHOLE + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
                WHOLE + "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
                WHOLE + "Transfer-Encoding: chunked\r\n\r\nx\r\n{}"
            })
    void aBodyThatEndsEarlyIsCutShort(String answer) throws IOException {
        assertThat(heard(answer, false).failure()).isEqualTo(CallFailure.CUT_SHORT);
    }

    @Test
    void aRedirectIsHandedOnAndNeverFollowed() throws IOException {
        try (var elsewhere = RawServer.saying(WHOLE + "Content-Length: 2\r\n\r\n{}")) {
            var heard = heard(
                    "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + elsewhere.address()
                            + "\r\nContent-Length: 0\r\n\r\n",
                    false);
            assertThat(heard.status()).isEqualTo(307);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void ofAnErrorNoMoreThanAMebibyteIsKept() throws IOException {
        var page = "x".repeat(3 * 1024 * 1024);
        var heard = heard("HTTP/1.1 500 Oops\r\nContent-Length: " + page.length() + "\r\n\r\n" + page, false);
        assertThat(heard.notes()).hasSize(3).endsWith("ended");
        assertThat(heard.notes().get(1).length()).isBetween(1, 1024 * 1024 + "body:".length());
        assertThat(heard.status()).isEqualTo(500);
    }

    @Test
    void theTypeOfAStreamIsReadWhateverItsCase() throws IOException {
        var answer = "HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream;charset=UTF-8\r\n\r\ndata: 1\n\ndata: 2\n\n";
        assertThat(heard(answer, true).notes()).containsExactly("stream", "event:1", "event:2", "ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH\r\n\r\n", "<html></html>\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"})
    void whatIsNotHttpIsSaidToBeNotHttp(String answer) throws IOException {
        assertThat(heard(answer, false).failure()).isEqualTo(CallFailure.NOT_HTTP);
    }

    @Test
    void aConnectionIsUsedAgain() throws IOException {
        try (var server = RawServer.saying(WHOLE + "Content-Length: 2\r\n\r\n{}")) {
            for (var i = 0; i < 3; i++) {
                assertThat(loop.call(server.address(), false).notes()).endsWith("ended");
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WHOLE + "Connection: close\r\nContent-Length: 2\r\n\r\n{}",
                WHOLE + "Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad",
                WHOLE + "Content-Length: 2\r\n\r\n{}}",
                WHOLE + "Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n",
                WHOLE + "Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nX-Late: ",
                WHOLE + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\nHTTP/1.1 503 Sorry\r\nX-Late: yes\r\n"
            })
    void aConnectionThatIsClosedOrSaysMoreThanItWasAskedIsNotUsedAgain(String answer) throws IOException {
        try (var server = RawServer.saying(answer)) {
            for (var i = 0; i < 3; i++) {
                assertThat(loop.call(server.address(), false).notes()).containsExactly("whole", "body:{}", "ended");
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad"})
    void anIdleConnectionThatSaysAnythingIsClosed(String late) throws Exception {
        var answered = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> {
            RawServer.say(socket, WHOLE + "Content-Length: 2\r\n\r\n{}");
            await(answered);
            RawServer.say(socket, late);
            if (socket.getInputStream().read() < 0) {
                left.countDown();
            }
        })) {
            assertThat(loop.call(server.address(), false).notes()).endsWith("ended");
            answered.countDown();
            assertThat(left.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aConnectionThatWasAnsweredBeforeAllOfTheRequestLeftIsNotUsedAgain() throws IOException {
        var body = new byte[64 * 1024 * 1024];
        try (var server = RawServer.hasty("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")) {
            for (var i = 1; i <= 2; i++) {
                var heard = new Heard();
                loop.begin(CallingLoop.exchange(server.address(), body), heard);
                assertThat(heard.notes()).containsExactly("whole", "body:", "ended");
                assertThat(heard.status()).isEqualTo(413);
                assertThat(server.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    void aDeadPooledConnectionIsReplacedOnce() throws IOException {
        var count = new AtomicInteger();
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> {
            if (count.incrementAndGet() == 2) {
                socket.close();
            } else {
                RawServer.say(socket, WHOLE + "Content-Length: 2\r\n\r\n{}");
            }
        })) {
            loop.call(server.address(), false).notes();
            assertThat(loop.call(server.address(), false).notes())
                    .containsExactly("stale", "whole", "body:{}", "ended");
        }
    }

    @Test
    void aNewConnectionThatDiesIsNotTriedAgain() throws IOException {
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> socket.close())) {
            assertThat(loop.call(server.address(), false).notes()).containsExactly("connection-lost");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anUnknownHostIsSaidToBeUnknown() {
        var heard = loop.call(URI.create("http://nobody.invalid/v1"), false);
        assertThat(heard.failure()).isEqualTo(CallFailure.UNKNOWN_HOST);
    }

    /** Sockets that fill a backlog of one, so that no further connection is made. */
    private static List<Socket> fill(ServerSocket listening) throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            while (sockets.size() < 16) {
                var socket = new Socket();
                sockets.add(socket);
                socket.connect(listening.getLocalSocketAddress(), 300);
            }
        } catch (IOException full) {
            return sockets;
        }
        throw new IllegalStateException("the backlog never fills");
    }

    @Test
    void whoeverDoesNotAcceptIsGivenUpAfterTheTimeToConnect() throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var sockets = fill(listening);
            var quick = new Timeouts(
                    Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60));
            var address = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/v1");
            assertThat(loop.call(address, false, quick).failure()).isEqualTo(CallFailure.CONNECT_TIMEOUT);
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void leavingWhileConnectingEndsTheCallAtOnceAndItHearsNothingMore() throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var sockets = fill(listening);
            var address = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/v1");
            var heard = new Heard();
            var call = loop.begin(CallingLoop.exchange(address, false, false, CallingLoop.PATIENT), heard);
            loop.onLoop(call::cancel);
            for (var socket : sockets) {
                socket.close();
            }
            assertThat(heard.sofar()).isEmpty();
            assertThat(call.sent()).isFalse();
        }
    }

    @Test
    void aLimitLongerThanTheMachineCountsIsNoFault() throws IOException {
        var patient =
                new Timeouts(Duration.ofDays(60), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofDays(60));
        try (var server = RawServer.saying(WHOLE + "Content-Length: 2\r\n\r\n{}")) {
            assertThat(loop.call(server.address(), false, patient).notes()).endsWith("ended");
        }
    }

    @Test
    void withoutAJournalNothingIsSentUnlessThePolicySaysSo() throws IOException {
        loop.journalGone();
        try (var server = RawServer.saying(WHOLE + "Content-Length: 2\r\n\r\n{}")) {
            var heard = loop.call(server.address(), false);
            assertThat(heard.failure()).isEqualTo(CallFailure.JOURNAL_GONE);
            assertThat(server.requests()).isEmpty();
            var served = new Heard();
            var call = loop.begin(CallingLoop.exchange(server.address(), false, true, CallingLoop.PATIENT), served);
            assertThat(served.notes()).endsWith("ended");
            assertThat(call.sent()).isTrue();
        }
    }

    @Test
    void cancellingInMidAnswerClosesTheConnection() throws Exception {
        var left = new CountDownLatch(1);
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> {
            RawServer.say(socket, WHOLE + "Content-Length: 9\r\n\r\n{");
            if (socket.getInputStream().read() < 0) {
                left.countDown();
            }
        })) {
            var heard = new Heard();
            var call = loop.begin(CallingLoop.exchange(server.address(), false, false, CallingLoop.PATIENT), heard);
            Await.until(() -> heard.status() != 0);
            loop.onLoop(call::cancel);
            assertThat(left.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.sofar()).containsExactly("whole");
        }
    }

    private static String whole(int status, int length, String begins) {
        return "HTTP/1.1 %d Said\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, length, begins);
    }

    @Test
    void aWholeAnswerTakesItsMemoryUntilWhoeverGotItGivesItBack() throws IOException {
        var heard = heard(whole(200, 300_000, "x".repeat(300_000)), false);
        assertThat(heard.notes()).endsWith("ended");
        assertThat(loop.memory().taken()).isBetween(300_000L, 600_000L);
        loop.onLoop(heard.memory()::release);
        loop.onLoop(heard.memory()::release);
        assertThat(loop.memory().taken()).isZero();
    }

    @Test
    void aSmallWholeAnswerComesThroughThoughAllMemoryIsTaken() throws IOException {
        assertThat(new MemoryShare(loop.memory()).growTo(CallingLoop.MEMORY)).isTrue();
        assertThat(heard(whole(200, 60_000, "x".repeat(60_000)), false).notes()).endsWith("ended");
    }

    @Test
    void aWholeAnswerForWhichThereIsNoMemoryFailsAndBlamesNobody() throws IOException {
        var heard = heard(whole(200, 5_000_000, "x".repeat(5_000_000)), false);
        assertThat(heard.notes()).containsExactly("whole", "no-memory");
        assertThat(CallFailure.NO_MEMORY.blamesDestination()).isFalse();
        assertThat(CallFailure.NO_MEMORY.mayBeBilled()).isTrue();
        assertThat(loop.memory().taken()).isZero();
    }

    @Test
    void anErrorForWhoseWordsThereIsNoMemoryIsStillThatError() throws IOException {
        assertThat(new MemoryShare(loop.memory()).growTo(CallingLoop.MEMORY)).isTrue();
        var heard = heard(whole(429, 900_000, "x".repeat(900_000)), false);
        assertThat(heard.notes()).endsWith("ended");
        assertThat(heard.status()).isEqualTo(429);
    }

    @Test
    void aWholeAnswerThatBreaksOffGivesItsMemoryBack() throws IOException {
        assertThat(heard(whole(200, 300_001, "x".repeat(300_000)), false).failure())
                .isEqualTo(CallFailure.CUT_SHORT);
        assertThat(loop.memory().taken()).isZero();
    }

    @Test
    void aWholeAnswerThatNobodyWantsAnyMoreGivesItsMemoryBackOnce() throws IOException {
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> {
            RawServer.say(socket, whole(200, 300_001, "x".repeat(300_000)));
            assertThat(socket.getInputStream().read()).isNegative();
        })) {
            var heard = new Heard();
            var call = loop.begin(CallingLoop.exchange(server.address(), false, false, CallingLoop.PATIENT), heard);
            Await.until(() -> loop.memory().taken() > 0);
            loop.onLoop(call::cancel);
            loop.onLoop(call::cancel);
            assertThat(loop.memory().taken()).isZero();
            assertThat(heard.sofar()).containsExactly("whole");
        }
    }
}
