package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Await;
import io.ambo.core.MemoryBudget;
import io.netty.buffer.Unpooled;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that answer in ways that nobody asked for, and what the log says of calls that failed. */
class OddUpstreamTest {

    private static final String KEY = "sk-test-4fGh7Kq2Zx9Wv8";
    private static final String HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

    private final Logger logger = Logger.getLogger(CallLog.class.getName());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };
    private CallingLoop loop;

    @BeforeEach
    void open() throws IOException {
        logger.addHandler(handler);
        loop = new CallingLoop(SslContextBuilder.forClient().build());
    }

    @AfterEach
    void close() {
        loop.close();
        logger.removeHandler(handler);
    }

    private static RawServer saying(byte[] answer) throws IOException {
        return new RawServer(RawServer.plain(), (request, socket) -> {
            socket.getOutputStream().write(answer);
            socket.getOutputStream().flush();
            socket.close();
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] coded(String coding, String type, byte[] body) throws IOException {
        var answer = new ByteArrayOutputStream();
        answer.write(bytes(HEAD + "Content-Type: " + type + "\r\nContent-Encoding: " + coding + "\r\n\r\n"));
        answer.write(body);
        return answer.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new DeflaterOutputStream(bytes)) {
            zip.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    @Test
    void anAnswerThatIsCompressedThoughNobodyAskedIsRead() throws IOException {
        var text = "{\"x\":\"" + "words and ".repeat(20_000) + "\"}";
        for (var coded : List.of(
                coded("gzip", "application/json", gzip(text)),
                coded("deflate", "application/json", deflate(text)),
                coded("identity", "application/json", bytes(text)))) {
            try (var server = saying(coded)) {
                var heard = loop.call(server.address(), false);
                assertThat(heard.notes()).containsExactly("whole", "body:" + text, "ended");
                heard.memory().release();
            }
        }
        assertThat(loop.memory().taken()).isZero();
    }

    @Test
    void aCompressedStreamIsReadEventByEvent() throws IOException {
        try (var server = saying(coded("x-gzip", "text/event-stream", gzip("data: one\n\ndata: two\n\n")))) {
            assertThat(loop.call(server.address(), true).notes())
                    .containsExactly("stream", "event:one", "event:two", "ended");
        }
    }

    @Test
    void aCompressionThatIsNotKnownOrDoesNotHoldIsSaidToBeSo() throws IOException {
        for (var coded : List.of(
                coded("br", "application/json", bytes("whatever")),
                coded("gzip", "application/json", bytes("{\"not\":\"compressed\"}")))) {
            try (var server = saying(coded)) {
                assertThat(loop.call(server.address(), false).failure()).isEqualTo(CallFailure.UNREADABLE_COMPRESSION);
            }
        }
        assertThat(lines).hasSize(2).allMatch(line -> line.contains("failure=unreadable-compression"));
    }

    @Test
    void aCompressedAnswerThatGrowsWithoutEndTakesNoMoreThanThereIs() throws IOException {
        try (var server = saying(coded("gzip", "application/json", gzip(" ".repeat(20 * 1024 * 1024))))) {
            assertThat(loop.call(server.address(), false).failure()).isEqualTo(CallFailure.NO_MEMORY);
            assertThat(loop.memory().taken()).isZero();
        }
    }

    @Test
    void anEndlessRunOfPreliminaryAnswersEndsTheCall() throws IOException {
        try (var server = saying(bytes("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100_000)))) {
            assertThat(loop.call(server.address(), false).failure()).isEqualTo(CallFailure.NOT_HTTP);
        }
        try (var server = saying(bytes("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(3) + HEAD + "\r\n{}"))) {
            assertThat(loop.call(server.address(), false).notes()).containsExactly("whole", "body:{}", "ended");
        }
    }

    @Test
    void anUnfinishedEventTakesOfTheMemoryThatAllShareAndGivesItBack() throws IOException {
        var head = bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> {
            socket.getOutputStream().write(head);
            write(socket, "data: " + "x".repeat(1024 * 1024));
            Await.until("its share", () -> loop.memory().taken() > 1024 * 1024);
            write(socket, "\n\ndata: small\n\n");
            Await.until("the end of its share", () -> loop.memory().taken() == 0);
            write(socket, "data: " + "x".repeat(CallingLoop.MEMORY));
            assertThat(socket.getInputStream().read()).isNegative();
        })) {
            assertThat(loop.call(server.address(), true).failure()).isEqualTo(CallFailure.NO_MEMORY);
            assertThat(loop.memory().taken()).isZero();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        try {
            socket.getOutputStream().write(bytes(text));
            socket.getOutputStream().flush();
        } catch (IOException endedByTheCall) {
            return;
        }
    }

    @Test
    void jsonThatIsLabelledAsAStreamIsReadWhole() throws IOException {
        try (var server = saying(bytes(HEAD + "Content-Type: text/event-stream\r\n\r\n\r\n {\"x\":\n\n1}"))) {
            assertThat(loop.call(server.address(), true).notes())
                    .containsExactly("stream", "body:\r\n {\"x\":\n\n1}", "ended");
        }
    }

    @Test
    void aLargeEventComesWithItsMemory() throws IOException {
        var event = "data: " + "x".repeat(1 << 20) + "\n\n";
        var small = "data: small\n\n";
        try (var server = saying(bytes(HEAD + "Content-Type: text/event-stream\r\n\r\n" + event + small))) {
            assertThat(loop.call(server.address(), true).notes())
                    .containsExactly("stream", "large event:" + (1 << 20), "event:small", "ended");
        }
    }

    @Test
    void anEventBeyondEveryBoundIsTooLong() throws IOException {
        var reader = new AnswerReader(
                new MemoryBudget(1 << 30), Endpoint.of(URI.create("http://x/v1"), Optional.empty()), new Heard());
        assertThat(reader.begin(true, true, "")).isNull();
        var piece = Unpooled.wrappedBuffer(new byte[1024 * 1024]);
        for (var i = 0; i < 8; i++) {
            assertThat(reader.take(piece.duplicate())).isNull();
        }
        assertThat(reader.take(piece.duplicate())).isEqualTo(CallFailure.ANSWER_TOO_LONG);
    }

    @Test
    void theKeyIsWrittenOverInAnswersAndStreams() throws IOException {
        var stars = "*".repeat(KEY.length());
        try (var server = saying(bytes(HEAD + "\r\n{\"key\":\"" + KEY + "\"}"))) {
            var heard = new Heard();
            loop.begin(CallingLoop.withKey(server.address(), KEY, false), heard);
            assertThat(heard.notes()).contains("body:{\"key\":\"" + stars + "\"}");
        }
        try (var server =
                saying(bytes(HEAD + "Content-Type: text/event-stream\r\n\r\ndata: a " + KEY + "\ndata: b\n\n"))) {
            var heard = new Heard();
            loop.begin(CallingLoop.withKey(server.address(), KEY, true), heard);
            assertThat(heard.notes()).contains("event:a " + stars + "\nb");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-one\nsk-two", "sk-\u0000", "sk-one\r\nX-Evil: 1"})
    void aRequestThatCannotBeWrittenEndsTheCallAtOnceAndTheLogDoesNotQuoteIt(String key) throws IOException {
        try (var server = RawServer.saying(HEAD + "\r\n{}")) {
            var heard = new Heard();
            loop.begin(CallingLoop.withKey(server.address(), key, false), heard);
            assertThat(heard.notes()).containsExactly("internal");
            assertThat(server.requests()).isEmpty();
        }
        assertThat(lines).hasSize(1).first().asString().contains("phase=send", "failure=internal", "IllegalArgument");
        assertThat(lines.getFirst()).doesNotContain("sk-");
    }

    @Test
    void eachFailedCallLeavesOneLineWithItsRequestPhaseAndCause() throws IOException {
        var refused = RawServer.plain();
        var address = URI.create("http://127.0.0.1:" + refused.getLocalPort() + "/v1");
        refused.close();
        assertThat(loop.call(address, false).failure()).isEqualTo(CallFailure.CONNECT_FAILED);
        try (var server = RawServer.saying("HTTP/1.1 503 No\r\nContent-Length: 8\r\n\r\n" + KEY.substring(0, 8))) {
            loop.call(server.address(), false).notes();
        }
        try (var server = new RawServer(RawServer.plain(), (request, socket) -> socket.close())) {
            assertThat(loop.call(server.address(), false).failure()).isEqualTo(CallFailure.CONNECTION_LOST);
        }
        try (var server = RawServer.saying("HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\n{}")) {
            loop.call(server.address(), false).notes();
        }
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .startsWith(
                        "WARNING call failed: request=- destination=acme/large phase=connect failure=connect-failed")
                .contains("cause=", "refused");
        assertThat(lines.get(1)).endsWith("phase=body failure=status-503");
        assertThat(lines.get(2)).contains("phase=first-byte failure=connection-lost");
        assertThat(lines.get(3)).startsWith("INFO ").endsWith("phase=body failure=status-400");
    }

    @Test
    void aCallThatNobodyWantsAnyMoreIsNoFailure() throws IOException {
        try (var server = new RawServer(
                RawServer.plain(), (request, socket) -> socket.getInputStream().read())) {
            var call =
                    loop.begin(CallingLoop.exchange(server.address(), false, false, CallingLoop.PATIENT), new Heard());
            Await.until(() -> !server.requests().isEmpty());
            loop.onLoop(call::cancel);
        }
        assertThat(lines).isEmpty();
    }
}
