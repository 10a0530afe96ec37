package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that are more or less HTTP, in pieces of any size: the server answers or closes, always, and never serves what a
 * strict reader of RFC 9112 would not take for a request.
 */
class HttpFuzzTest {

    private static final List<String> PIECES = List.of(
            "GET ",
            "POST ",
            "HEAD ",
            "get ",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "/healthz ",
            "/v1/models ",
            "/healthz?x=%41 ",
            "/%zz ",
            "http://localhost:PORT/healthz ",
            "* ",
            "//healthz ",
            "HTTP/1.1",
            "HTTP/1.0",
            "HTTP/2.0",
            "HTTP/1.1 ",
            "http/1.1",
            "\r\n",
            "\r\n",
            "\r\n",
            "\r\n\r\n",
            "\n",
            "\r",
            " ",
            "\t",
            "\0",
            "\u00e9",
            "\u000b",
            "Host: localhost:PORT",
            "Host: localhost:PORT\r\n",
            "Host : localhost:PORT\r\n",
            "host:localhost:PORT\r\n",
            "Host: a b\r\n",
            "X-A: b\r\n",
            "X-A: b\r\n c\r\n",
            "X A: b\r\n",
            ": b\r\n",
            "X-A\r\n",
            "X-A: \u0001\r\n",
            "Content-Length: 0\r\n",
            "Content-Length: 3\r\n",
            "Content-Length: 3, 3\r\n",
            "Content-Length: +3\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: abc\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked, chunked\r\n",
            "Transfer-Encoding: gzip\r\n",
            "Transfer-Encoding:\u000bchunked\r\n",
            "Connection: close\r\n",
            "Expect: 100-continue\r\n",
            "0\r\n\r\n",
            "3\r\nabc\r\n",
            "3;x=y\r\nabc\r\n",
            "zz\r\n",
            "-1\r\n",
            "abc");

    @TempDir
    static Path folder;

    private static StandIn standIn;
    private static LiveServer server;

    @BeforeAll
    static void open() {
        standIn = StandIn.start();
        server = LiveServer.with(
                folder.resolve("home"),
                "standin",
                LiveServer.STANDIN_FILE.formatted(standIn.address()),
                "port: 0\nlanes: 1\nengine: {enabled: false}\nlimits: {head-timeout: 5s, body-timeout: 5s}\n");
    }

    @AfterAll
    static void close() {
        assertThat(standIn.requests()).isEmpty();
        server.close();
        standIn.close();
    }

    private static String random(Random random) {
        var text = new StringBuilder();
        if (random.nextInt(4) > 0) {
            text.append("GET /healthz HTTP/1.1\r\nHost: localhost:PORT\r\n");
        }
        for (var i = random.nextInt(6); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.append(random.nextBoolean() ? "\r\n" : "\r\n\r\n").toString();
    }

    /** What the server says to these bytes, cut into pieces, until it closes or has nothing more to say. */
    private static String said(byte[] bytes, Random random) throws IOException {
        try (var caller = new RawCaller(server)) {
            try {
                for (var at = 0; at < bytes.length; ) {
                    var end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
                    caller.send(java.util.Arrays.copyOfRange(bytes, at, end));
                    at = end;
                }
                caller.stopSending();
            } catch (SocketException closedAlready) {
                return "";
            }
            return caller.rest();
        } catch (SocketException reset) {
            return "";
        }
    }

    private static void neverServesWhatIsNoRequest(byte[] bytes, Random random) throws IOException {
        var said = said(bytes, random);
        if (said.startsWith("HTTP/1.1 200") || said.startsWith("HTTP/1.1 100")) {
            assertThat(StrictRequest.takes(bytes))
                    .as(new String(bytes, StandardCharsets.ISO_8859_1) + "\n----------\n" + said)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomPiecesOfHttpAreAnsweredOrRefusedAndNeverServedByMistake(long seed) throws IOException {
        var random = new Random(seed);
        for (var i = 0; i < 250; i++) {
            var text = random(random)
                    .replace("PORT", "" + server.server().address().getPort());
            neverServesWhatIsNoRequest(text.getBytes(StandardCharsets.ISO_8859_1), random);
        }
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void changedRequestsAreAnsweredOrRefusedAndNeverServedByMistake() {
        var fuzz = Fuzz.of("http");
        var port = "" + server.server().address().getPort();
        var rounds = Fuzz.play(random -> neverServesWhatIsNoRequest(
                fuzz.text(random).replace("PORT", port).getBytes(StandardCharsets.ISO_8859_1), random));
        assertThat(rounds).isGreaterThan(20);
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    @FuzzTest
    void anyBytesAreAnsweredOrRefused(byte[] bytes) throws IOException {
        neverServesWhatIsNoRequest(bytes, new Random(bytes.length));
    }
}
