package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HTTP that two readers could read differently: refused, the connection closes, what stands behind it is
 * not read as a request, nothing is sent on, and nothing stays.
 */
class BadHttpTest {

    private static final String BODY = """
            {"model":"standin-large","messages":[{"role":"user","content":"Say hello."}]}""";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String WHOLE_CHUNK = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n";

    /** What is sent. */
    record Bad(String name, String bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad head(String name, String... lines) {
        return new Bad(name, RawCaller.postHead(lines) + "\r\n" + BODY);
    }

    private static Bad chunks(String name, String chunks) {
        return new Bad(name, RawCaller.postHead(CHUNKED) + "\r\n" + chunks);
    }

    static Stream<Bad> heads() {
        var length = "Content-Length: " + BODY.length();
        return Stream.of(
                head("two lengths", length, "Content-Length: 5"),
                head("the same length twice", length, length),
                head("two lengths in a list", length + ", " + BODY.length()),
                head("a length with a sign", "Content-Length: +" + BODY.length()),
                head("a negative length", "Content-Length: -1"),
                head("a length in hexadecimal", "Content-Length: 0x4d"),
                head("a length that is no number", "Content-Length: all"),
                head("a length beyond all numbers", "Content-Length: " + "9".repeat(40)),
                head("length and chunked", length, CHUNKED),
                head("chunked and length", CHUNKED, length),
                head("gzip and chunked", "Transfer-Encoding: gzip, chunked"),
                head("chunked twice", "Transfer-Encoding: chunked, chunked"),
                head("chunked in two headers", CHUNKED, CHUNKED),
                head("chunked and something", "Transfer-Encoding: chunked, identity"),
                head("identity", "Transfer-Encoding: identity"),
                head("a coding nobody knows", "Transfer-Encoding: xchunked"),
                head("two hosts", "Host: localhost:PORT", length),
                head("two keys", "Authorization: Bearer one", "Authorization: Bearer two", length),
                head("two types of content", "Content-Type: text/plain", length),
                head("two codings of content", "Content-Encoding: identity", "Content-Encoding: gzip", length),
                head("two origins", "Origin: http://localhost:PORT", "Origin: https://evil.example", length),
                head("two sites", "Sec-Fetch-Site: none", "Sec-Fetch-Site: cross-site", length),
                head("a folded header", "X-Folded: a\r\n b", length),
                head("a folded coding", "X-Folded: a\r\n\tTransfer-Encoding: chunked", length),
                head("a space before the colon", "Content-Length : " + BODY.length()),
                head("a header without a name", ": nothing", length),
                head("a header without a colon", "nothing", length),
                head("a zero byte", "X-Zero: a\u0000b", length),
                head("a bare carriage return", "X-Bare: a\rb", length),
                new Bad("bare line feeds", (RawCaller.postHead(length) + "\r\n").replace("\r\n", "\n") + BODY),
                new Bad(
                        "chunked in HTTP/1.0",
                        (RawCaller.postHead(CHUNKED) + "\r\n").replace("HTTP/1.1", "HTTP/1.0") + WHOLE_CHUNK
                                + "0\r\n\r\n"));
    }

    static Stream<Bad> bodies() {
        return Stream.of(
                chunks("a size that is no number", "zz\r\n" + BODY + "\r\n0\r\n\r\n"),
                chunks("a negative size", "-1\r\n" + BODY + "\r\n0\r\n\r\n"),
                chunks("a size with a prefix", "0x" + WHOLE_CHUNK + "0\r\n\r\n"),
                chunks("a size with a sign", "+" + WHOLE_CHUNK + "0\r\n\r\n"),
                chunks("no size", "\r\n" + BODY + "\r\n0\r\n\r\n"),
                chunks("a size beyond all numbers", "F".repeat(20) + "\r\n" + BODY + "\r\n0\r\n\r\n"),
                chunks("a size that is too small", "5\r\n" + BODY + "\r\n0\r\n\r\n"),
                chunks("a chunk without its end", WHOLE_CHUNK.stripTrailing() + "XX0\r\n\r\n"),
                chunks("a size before a bare line feed", WHOLE_CHUNK.replaceFirst("\r\n", "\n") + "0\r\n\r\n"));
    }

    @TempDir
    static Path folder;

    private static StandIn standIn;
    private static LiveServer server;
    private static Leaks before;

    private int entriesBefore;

    @BeforeAll
    static void open() throws IOException {
        standIn = StandIn.start();
        LiveServer.inFrontOf(standIn, folder.resolve("warm")).close();
        before = Leaks.now();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterAll
    static void nothingIsLeft() throws IOException {
        server.close();
        before.areGone();
        standIn.close();
    }

    @BeforeEach
    void forget() {
        standIn.forget();
        entriesBefore = entries().size();
    }

    private static List<Entry> entries() {
        return server.server().ledger().entries().last(1000);
    }

    private static void isRefused(Bad bad) throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send(bad.bytes() + RawCaller.get("/healthz"));
            var answer = caller.answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"suspicious-request\"");
            assertThat(answer.closes()).isTrue();
            assertThat(caller.closed()).as("without another answer").isTrue();
        }
        assertThat(standIn.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("heads")
    void aHeadThatIsReadInTwoWaysIsRefusedBeforeAnybodyIsLetIn(Bad bad) throws IOException {
        isRefused(bad);
        assertThat(entries()).hasSize(entriesBefore);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatIsReadInTwoWaysIsRefusedAndEntered(Bad bad) throws IOException {
        isRefused(bad);
        assertThat(entries()).hasSize(entriesBefore + 1);
        assertThat(entries().getFirst().code()).isEqualTo("suspicious-request");
        assertThat(entries().getFirst().attempts()).isEmpty();
    }
}
