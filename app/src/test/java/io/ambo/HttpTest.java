package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP/1.1 lets callers do, over real sockets. */
class HttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HELLO = """
            {"model":"standin-large","messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        var provider = LiveServer.STANDIN_FILE.formatted(standIn.address()).replace("128000", "2000000");
        server = LiveServer.with(folder.resolve("home"), "standin", provider);
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    @Test
    void oneConnectionServesRequestAfterRequest() throws IOException {
        var ids = new HashSet<String>();
        try (var caller = new RawCaller(server)) {
            for (var i = 0; i < 5; i++) {
                var answer = caller.send(RawCaller.post(HELLO)).answer();
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.closes()).isFalse();
                ids.add(answer.headers().get("x-ambo-request-id"));
                assertThat(caller.send(RawCaller.get("/healthz")).answer().body())
                        .isEqualTo("ok\n");
                assertThat(caller.send(RawCaller.get("/nowhere")).answer().status())
                        .isEqualTo(404);
            }
        }
        assertThat(ids).hasSize(5);
    }

    @Test
    void aCallerWhoWantsTheConnectionClosedGetsThat() throws IOException {
        try (var caller = new RawCaller(server)) {
            var answer =
                    caller.send(RawCaller.get("/healthz", "Connection: close")).answer();
            assertThat(answer.closes()).isTrue();
            assertThat(caller.closed()).isTrue();
        }
    }

    @Test
    void aRequestBeforeTheAnswerToTheOneBeforeIsRefusedAfterThatAnswer() throws IOException {
        standIn.next(Script.answer().delayHead(Duration.ofMillis(100)));
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO));
            standIn.await(1, PATIENCE);
            caller.send(RawCaller.post(HELLO)).send(RawCaller.post(HELLO));
            assertThat(caller.answer().status()).isEqualTo(200);
            var second = caller.answer();
            assertThat(second.status()).isEqualTo(400);
            assertThat(second.closes()).isTrue();
            assertThat(caller.closed()).isTrue();
        }
        assertThat(standIn.requests()).hasSize(1);
        assertThat(server.server().ledger().entries().last(10))
                .extracting("code")
                .containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 5000})
    void hundredsOfRequestsInOnePieceAreRefusedAfterTheFirstAnswerAndLeaveNoLinesInTheLog(int requests)
            throws IOException {
        standIn.next(Script.answer().delayHead(Duration.ofMillis(100)));
        try (var logged = new Logged();
                var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO) + RawCaller.get("/healthz").repeat(requests));
            assertThat(caller.answer().status()).isEqualTo(200);
            assertThat(caller.answer().status()).isEqualTo(400);
            assertThat(caller.closed()).isTrue();
            assertThat(logged.text()).doesNotContain("a connection met");
        }
        assertThat(server.server().ledger().entries().last(10))
                .extracting("code")
                .containsExactly("");
    }

    @Test
    void twoRequestsInOnePieceAreNeverMixedUp() throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO) + RawCaller.get("/nowhere"));
            assertThat(caller.answer().status()).isEqualTo(200);
            assertThat(caller.answer().status()).isEqualTo(400);
            assertThat(caller.closed()).isTrue();
        }
    }

    @Test
    void aFoldedHeaderBehindALineOfSpacesIsRefused() throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send(" \r\n\r\n" + RawCaller.get("/healthz", "X-Folded: a\r\n b"));
            assertThat(caller.answer().status()).isEqualTo(400);
            assertThat(caller.closed()).isTrue();
        }
    }

    @Test
    void whoeverExpectsToBeToldToContinueIsTold() throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.postHead("Expect: 100-continue") + "Content-Length: " + HELLO.length() + "\r\n\r\n");
            assertThat(caller.answer().status()).isEqualTo(100);
            assertThat(caller.send(HELLO).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void whoeverIsRefusedBeforeContinuingIsNotWaitedFor() throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.head("POST", "/nowhere", "Expect: 100-continue", "Content-Type: application/json")
                    + "Content-Length: 10\r\n\r\n");
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.closes()).isTrue();
        }
    }

    @Test
    void headIsGetWithoutABody() throws IOException {
        try (var caller = new RawCaller(server)) {
            var answer =
                    caller.send(RawCaller.head("HEAD", "/v1/models") + "\r\n").answerToHead();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Integer.parseInt(answer.headers().get("content-length"))).isPositive();
            assertThat(caller.send(RawCaller.get("/healthz")).answer().body()).isEqualTo("ok\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS,/v1/chat/completions,405,POST",
        "GET,/v1/chat/completions,405,POST",
        "BREW,/v1/models,405,GET",
        "DELETE,/api/keys,405,'GET, POST'"
    })
    void whatAPathDoesNotAnswerIsSaidWithWhatItDoes(String method, String path, int status, String allow)
            throws IOException {
        try (var caller = new RawCaller(server)) {
            var answer = caller.send(RawCaller.head(method, path) + "\r\n").answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers()).containsEntry("allow", allow);
        }
    }

    @Test
    void aBodyInChunksIsOneBody() throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.postHead("Transfer-Encoding: chunked") + "\r\n");
            for (var i = 0; i < HELLO.length(); i += 7) {
                var piece = HELLO.substring(i, Math.min(HELLO.length(), i + 7));
                caller.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
            }
            assertThat(caller.send("0\r\nX-Trailer: 1\r\n\r\n").answer().status())
                    .isEqualTo(200);
        }
        assertThat(standIn.requests().getFirst().text()).contains("Say hello.");
    }

    @Test
    void aBodyThatEndsEarlyIsEnteredAsAbandonedAndNotSentOn() throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.postHead() + "Content-Length: 5000\r\n\r\n{\"model\"");
            caller.stopSending();
            assertThat(caller.closed()).isTrue();
        }
        Await.until(
                "the entry", () -> !server.server().ledger().entries().last(1).isEmpty());
        assertThat(server.server().ledger().entries().last(1).getFirst().code()).isEqualTo("caller-left");
        assertThat(standIn.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/standin/standin-large",
                "/v1/models/standin%2Fstandin-large",
                "/v1/models/standin%2fstandin-large?verbose=1&x=%20",
                "http://localhost:PORT/v1/models/standin/standin-large",
                "HTTP://LOCALHOST:PORT/v1/models/standin/standin-large"
            })
    void aTargetMayBeWrittenInSeveralWays(String target) throws IOException {
        try (var caller = new RawCaller(server)) {
            var answer = caller.send(RawCaller.get(target)).answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"id\":\"standin/standin-large\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/%zz",
                "/v1/models?x=%e",
                "/v1/models#here",
                "http://elsewhere.example/v1/models",
                "localhost:PORT",
                "v1/models",
                "/v1/mod\u00e9ls"
            })
    void aTargetThatIsNoTargetIsRefusedAndTheConnectionCloses(String target) throws IOException {
        try (var caller = new RawCaller(server)) {
            var answer = caller.send(RawCaller.get(target)).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.closes()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTQ/1.1"})
    void anotherVersionIsNotPretendedToBeUnderstood(String version) throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send("GET /healthz " + version + "\r\nHost: localhost:PORT\r\n\r\n");
            assertThat(caller.answer().status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTtP/1.1", "http/1.1", "Http/1.0"})
    void theProtocolIsWrittenInCapitals(String version) throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send("GET /healthz " + version + "\r\nHost: localhost:PORT\r\n\r\n");
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("suspicious-request");
            assertThat(answer.closes()).isTrue();
        }
    }

    @Test
    void anOldCallerGetsAStreamWithoutChunks() throws IOException {
        try (var caller = new RawCaller(server)) {
            var body = HELLO.replace("{\"model", "{\"stream\":true,\"model");
            caller.send(RawCaller.post(body).replace("HTTP/1.1", "HTTP/1.0"));
            var answer = caller.answer();
            assertThat(answer.headers()).doesNotContainKey("transfer-encoding");
            assertThat(answer.body()).startsWith("data: ").endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void headerNamesHaveNoCase() throws IOException {
        try (var caller = new RawCaller(server)) {
            var answer =
                    caller.send(RawCaller.post(HELLO, "X-AMBO-CLASS: nonsense")).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("x-ambo-class");
        }
    }

    @Test
    void anotherStreamGoesOnWhileALargeBodyIsScanned() throws Exception {
        standIn.next(Script.answer().delayBetween(Duration.ofMillis(5)), Script.answer());
        var stream =
                CompletableFuture.supplyAsync(() -> server.chat(HELLO.replace("{\"model", "{\"stream\":true,\"model")));
        standIn.await(1, PATIENCE);
        var large = HELLO.replace("Say hello.", "Call 13812345678 now. ".repeat(50_000));
        var answer = server.chat(large);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(standIn.requests().getLast().text()).doesNotContain("13812345678");
        assertThat(stream.get(20, TimeUnit.SECONDS).body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void countersTellOfEachRequest() {
        server.chat(HELLO);
        server.chat("{\"model\":");
        var metrics = server.get("/metrics").body();
        assertThat(metrics.lines().filter(line -> line.startsWith("ambo_requests_total")))
                .as(metrics)
                .anyMatch(line -> line.contains("served"))
                .anyMatch(line -> line.contains("refused"));
    }

    @Test
    void whileItStopsStreamsEndAndNewRequestsAreRefused() throws Exception {
        standIn.next(Script.answer().delayFirst(Duration.ofMillis(500)));
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.get("/healthz")).answer();
            var stream = CompletableFuture.supplyAsync(
                    () -> server.chat(HELLO.replace("{\"model", "{\"stream\":true,\"model")));
            standIn.await(1, PATIENCE);
            var drained = CompletableFuture.runAsync(() -> server.server().drain());
            awaitNobodyListening();
            var refused = caller.send(RawCaller.get("/healthz")).answer();
            assertThat(refused.body()).contains("\"code\":\"stopping\"");
            assertThat(refused.headers()).containsKey("retry-after");
            assertThat(refused.closes()).isTrue();
            assertThat(stream.get(10, TimeUnit.SECONDS).body()).endsWith("data: [DONE]\n\n");
            drained.get(10, TimeUnit.SECONDS);
        }
    }

    private void awaitNobodyListening() {
        Await.until("the end of listening", () -> {
            try {
                new RawCaller(server).close();
                return false;
            } catch (IOException refused) {
                return true;
            }
        });
    }

    @Test
    void manyIdleConnectionsDoNoHarm() throws IOException {
        var idle = new ArrayList<RawCaller>();
        try {
            for (var i = 0; i < 500; i++) {
                idle.add(new RawCaller(server));
            }
            assertThat(server.chat(HELLO).statusCode()).isEqualTo(200);
            assertThat(idle.getLast().send(RawCaller.get("/healthz")).answer().status())
                    .isEqualTo(200);
        } finally {
            for (var caller : idle) {
                caller.close();
            }
        }
    }
}
