package io.ambo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.platform.Network;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The proxy that a load asks is the test itself: it takes each connection by hand. */
@Timeout(30)
class LoadTest {

    private static final String BODY = "an answer";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    private static final int A_PART_OF_THE_QUESTION = 1024;

    private final EventLoopGroup loops = Network.best().loops(1, "load");
    private ServerSocket listening;
    private long finished;
    private long wrong;
    private long closedIdle;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Load load(int perSecond, int connections) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
        return Load.open(
                loops.next(),
                Network.best().channel(),
                Target.of(Target.AMBO, List.of(), address),
                Case.A,
                () -> new SameBytes(BODY.getBytes(US_ASCII)),
                new Pace.Open(perSecond, connections));
    }

    /** Takes a connection over which a question comes, and reads all of it. */
    private Socket asked() throws IOException {
        var connection = listening.accept();
        assertThat(connection.getInputStream().readNBytes(A_PART_OF_THE_QUESTION))
                .hasSize(A_PART_OF_THE_QUESTION);
        return connection;
    }

    private static void answer(Socket connection) throws IOException {
        connection.getOutputStream().write(ANSWER.getBytes(US_ASCII));
    }

    /** Counts until this holds; the load goes on meanwhile. */
    private void countUntil(Load load, BooleanSupplier enough) {
        do {
            var tally = load.cut();
            finished += tally.finished();
            wrong += tally.wrong();
            closedIdle += tally.closedIdle();
        } while (!enough.getAsBoolean());
    }

    @Test
    void connectionThatIsClosedWhileIdleIsNoWrongAnswerAndAnotherTakesItsPlace() throws IOException {
        try (var load = load(1, 2);
                var first = asked();
                var idle = listening.accept()) {
            idle.shutdownOutput();
            countUntil(load, () -> closedIdle == 1);
            try (var second = asked()) {
                answer(second);
                countUntil(load, () -> finished == 1);
            }
            assertThat(first.isClosed()).isFalse();
            assertThat(wrong).isZero();
        }
    }

    @Test
    void connectionThatIsClosedBeforeItsAnswerIsAWrongAnswer() throws IOException {
        try (var load = load(1, 1);
                var asked = asked()) {
            asked.shutdownOutput();
            countUntil(load, () -> wrong == 1);
            assertThat(closedIdle).isZero();
        }
    }

    @Test
    void bytesThatNobodyAskedForAreAWrongAnswer() throws IOException {
        try (var load = load(1, 2);
                var first = asked();
                var idle = listening.accept()) {
            answer(idle);
            countUntil(load, () -> wrong == 1);
            assertThat(closedIdle).isZero();
            assertThat(first.isClosed()).isFalse();
        }
    }
}
