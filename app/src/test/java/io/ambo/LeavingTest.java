package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Recorded;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A caller who leaves takes the upstream's call along in every phase, long before any time limit; and the entry says so.
 */
class LeavingTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String STORY = """
            {"model":"standin-large","messages":[{"role":"user","content":"%s"}]}""";

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    private Socket ask(boolean stream) throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(), server.server().address().getPort());
        var body = """
                {"model":"standin-large","stream":%s,"messages":[{"role":"user","content":"Tell me a story."}]}""".formatted(stream);
        var request =
                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(server.server().address().getPort(), body.length(), body);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void leavesWithin(Duration most, Socket socket) throws IOException {
        var left = System.nanoTime();
        socket.close();
        var call = standIn.awaitLeft(1, PATIENCE).getFirst();
        assertThat(Duration.ofNanos(call.ended() - left)).isLessThan(most);
        assertThat(call.left()).isTrue();
    }

    private Entry entry() {
        Await.until(() -> !server.server().ledger().entries().last(1).isEmpty()
                && server.server().ledger().entries().last(1).getFirst().outcome() != Outcome.OPEN);
        return server.server().ledger().entries().last(1).getFirst();
    }

    @Test
    void whileTheUpstreamHasNotBegunToAnswer() throws IOException {
        standIn.next(Script.stall());
        var socket = ask(false);
        standIn.await(1, PATIENCE);
        leavesWithin(AT_ONCE, socket);
        assertThat(entry().outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(entry().attempts()).extracting("outcome").containsExactly("caller-left");
        assertThat(entry().usage().estimated()).isTrue();
        assertThat(entry().usage().input()).isPositive();
    }

    @Test
    void whileItsLargeBodyIsScanned() throws IOException {
        var text = "Call 13812345678 now. ".repeat(200_000);
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(STORY.formatted(text)));
            caller.leave();
        }
        assertThat(entry().outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(entry().code()).isEqualTo("caller-left");
        assertThat(standIn.requests()).as("nothing of it is sent on").isEmpty();
    }

    @Test
    void whileTheUpstreamIsBeingConnected() throws IOException {
        var port = standIn.port();
        standIn.close();
        try (var full = new ServerSocket()) {
            full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            var waiting = List.of(new Socket(full.getInetAddress(), port), new Socket(full.getInetAddress(), port));
            try (var caller = new RawCaller(server)) {
                caller.send(RawCaller.post(STORY.formatted("Tell me a story.")));
                Await.until(() -> openEntries() == 1);
                caller.leave();
            }
            assertThat(entry().outcome()).isEqualTo(Outcome.ABANDONED);
            assertThat(entry().attempts()).extracting("outcome").containsExactly("caller-left");
            assertThat(entry().attempts()).extracting("sent").containsExactly(0L);
            assertThat(entry().cost())
                    .hasValueSatisfying(cost -> assertThat(cost.nanos()).isZero());
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    private long openEntries() {
        return server.server().ledger().entries().last(1).stream()
                .filter(entry -> entry.outcome() == Outcome.OPEN)
                .count();
    }

    @Test
    void inTheMiddleOfAStream() throws IOException {
        standIn.next(Script.answer().stallAfterEvents(5));
        var socket = ask(true);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        leavesWithin(AT_ONCE, socket);
        assertThat(entry().outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(entry().usage().output()).isPositive();
        assertThat(entry().cost()).isPresent();
    }

    @Test
    void inTheMiddleOfAWholeAnswer() throws IOException {
        standIn.next(Script.answer().stallAfterBytes(20));
        var socket = ask(false);
        standIn.await(1, PATIENCE);
        leavesWithin(AT_ONCE, socket);
        assertThat(entry().outcome()).isEqualTo(Outcome.ABANDONED);
    }

    /** An upstream that is told to close its connection sees that done just before its answer is read. */
    @Test
    void whileItsLargeAnswerIsRead() throws IOException {
        var port = standIn.port();
        standIn.close();
        try (var upstream = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(STORY.formatted("Tell me a story.")));
            try (var call = upstream.accept()) {
                answer(call, "{\"x\":[" + "1,".repeat(10_000_000) + "1]}");
                var lastRead = new byte[4096];
                while (call.getInputStream().read(lastRead) >= 0) {
                    continue;
                }
            }
            caller.leave();
        }
        assertThat(entry().outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(entry().code()).isEqualTo("caller-left");
        assertThat(entry().attempts()).extracting("outcome").containsExactly("caller-left");
        assertThat(entry().usage().estimated()).isTrue();
    }

    private static void answer(Socket call, String body) throws IOException {
        assertThat(call.getInputStream().read()).isEqualTo('P');
        var head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(body.length());
        call.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void evenWhenOnlyItsSendingSideIsClosed() throws IOException {
        standIn.next(Script.stall());
        try (var socket = ask(true)) {
            standIn.await(1, PATIENCE);
            var left = System.nanoTime();
            socket.shutdownOutput();
            List<Recorded> calls = standIn.awaitLeft(1, PATIENCE);
            assertThat(Duration.ofNanos(calls.getFirst().ended() - left)).isLessThan(AT_ONCE);
        }
        assertThat(entry().outcome()).isEqualTo(Outcome.ABANDONED);
    }

    @Test
    void aSlowReaderSlowsTheUpstreamInsteadOfFillingMemory() throws IOException {
        var event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(16 * 1024) + "\"}}]}\n\n";
        var count = 4000;
        standIn.next(Script.events(Collections.nCopies(count, event)));
        var socket = ask(true);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        standIn.await(1, PATIENCE);
        var before = Runtime.getRuntime().totalMemory();
        Await.until(() -> !standIn.requests().isEmpty());
        assertThat(standIn.requests().getFirst().ended())
                .as("the upstream is held back")
                .isZero();
        assertThat(Runtime.getRuntime().totalMemory()).isLessThan(before + (long) count * event.length());
        leavesWithin(AT_ONCE, socket);
        assertThat(entry().outcome()).isEqualTo(Outcome.ABANDONED);
    }
}
