package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Refusal;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code limits} of {@code ambo.yaml} bound, each by a clock that a test puts forward. */
class HttpLimitsTest {

    private static final String HELLO = """
            {"model":"standin-large","messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path folder;

    /** Longer than from one look to the next. */
    private static final Duration A_LOOK = Duration.ofMillis(1500);

    private final SkippingClock clock = new SkippingClock();
    private StandIn standIn;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    private LiveServer server(String settings) {
        return LiveServer.with(
                folder.resolve("home"),
                "standin",
                LiveServer.STANDIN_FILE.formatted(standIn.address()).replace("128000", "20000000"),
                "port: 0\nlanes: 1\nengine: {enabled: false}\n" + settings);
    }

    private LiveServer skipping(String settings) {
        return LiveServer.with(
                folder.resolve("home"),
                "standin",
                LiveServer.STANDIN_FILE.formatted(standIn.address()),
                "port: 0\nlanes: 1\nengine: {enabled: false}\n" + settings,
                clock.time());
    }

    private static void refusedOnceAs(String code, LiveServer server) {
        var entries = server.server().ledger().entries().last(10);
        assertThat(entries).extracting("code").containsExactly(code);
        assertThat(entries).extracting("outcome").containsExactly(Outcome.REFUSED);
    }

    @Test
    void aBodyThatGrowsBeyondTheLimitIsRefusedAndTheCallerSeesWhy() throws IOException {
        try (var server = server("limits: {body: 64 KiB}\n");
                var caller = new RawCaller(server)) {
            caller.send(RawCaller.postHead("Transfer-Encoding: chunked") + "\r\n");
            var chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            for (var i = 0; i < 20; i++) {
                caller.send(chunk);
            }
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.closes()).isTrue();
            assertThat(caller.closed()).isTrue();
            refusedOnceAs("too-large", server);
            assertThat(standIn.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 70000", "Transfer-Encoding: chunked"})
    void aPathThatWantsNoBodyTakesNoLargeOne(String announced) throws IOException {
        try (var server = server("");
                var caller = new RawCaller(server)) {
            caller.send(RawCaller.head("GET", "/healthz", announced) + "\r\n");
            caller.send(announced.startsWith("C") ? "" : "11170\r\n" + "x".repeat(70000) + "\r\n");
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("\"code\":\"too-large\"", "64 KiB");
            assertThat(answer.closes()).isTrue();
        }
    }

    @Test
    void aSmallBodyIsReadAlsoWhereNobodyWantsIt() throws IOException {
        try (var server = server("");
                var caller = new RawCaller(server)) {
            caller.send(RawCaller.head("GET", "/healthz", "Content-Length: 60000") + "\r\n" + "x".repeat(60000));
            assertThat(caller.answer().status()).isEqualTo(200);
            assertThat(caller.send(RawCaller.get("/healthz")).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void bodiesShareTheirMemoryAndWhatIsFreedIsThereForOthers() throws IOException {
        try (var server = server("limits: {body: 12 MiB, memory: 16 MiB}\n")) {
            var text = "x".repeat(10 * 1024 * 1024);
            standIn.next(Script.stall());
            try (var first = new RawCaller(server)) {
                first.send(RawCaller.post(HELLO.replace("Say hello.", text)));
                standIn.await(1, Duration.ofSeconds(20));
                try (var second = new RawCaller(server)) {
                    second.send(RawCaller.postHead("Transfer-Encoding: chunked") + "\r\n");
                    second.send("800000\r\n" + "x".repeat(0x800000) + "\r\n");
                    var answer = second.answer();
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.headers()).containsKey("retry-after");
                    assertThat(answer.body()).contains("\"code\":\"busy\"");
                    assertThat(standIn.requests()).hasSize(1);
                }
            }
            standIn.awaitLeft(1, Duration.ofSeconds(10));
            standIn.next(Script.raw("{\"choices\":[{\"message\":{\"content\":\"A small answer.\"}}]}"));
            var answer = server.chat(HELLO.replace("Say hello.", text));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(server.server().ledger().entries().last(10))
                    .extracting("code")
                    .containsExactlyInAnyOrder("", "busy", "caller-left");
        }
    }

    @Test
    void whatARequestTookIsThereForOthersAsSoonAsItsAnswerStreams() throws IOException {
        try (var server = server("limits: {body: 12 MiB, memory: 16 MiB}\n");
                var first = new RawCaller(server)) {
            var large = HELLO.replace("Say hello.", "x".repeat(10 * 1024 * 1024));
            standIn.next(Script.events("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"}}]}\n\n")
                    .stallAfterEvents(1));
            first.send(RawCaller.post(large.replace("{\"model", "{\"stream\":true,\"model")));
            assertThat(first.answerToHead().status()).isEqualTo(200);
            standIn.next(Script.raw("{\"choices\":[{\"message\":{\"content\":\"A small answer.\"}}]}"));
            var answer = server.chat(large);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void aWholeAnswerBeyondTheMemoryIsRefusedForAMomentAndBlamesNobody() {
        try (var server = server("limits: {body: 12 MiB, memory: 16 MiB}\n")) {
            standIn.next(Script.raw("x".repeat(20 * 1024 * 1024)));
            var answer = server.chat(HELLO);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(answer.body()).contains("\"code\":\"busy\"");
            var entry = server.server().ledger().entries().last(1).getFirst();
            assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(entry.code()).isEqualTo("busy");
            assertThat(entry.attempts()).extracting("outcome").containsExactly("busy");
            assertThat(entry.usage().estimated()).isTrue();
            assertThat(entry.cost())
                    .hasValueSatisfying(cost -> assertThat(cost.nanos()).isPositive());
            assertThat(server.chat(HELLO.replace("standin-large", "auto")).statusCode())
                    .as("it does not rest")
                    .isEqualTo(200);
        }
    }

    /** Each takes about half of what there is, so that what one leaves behind is missed by the next. */
    @Test
    void whatAWholeAnswerTookIsThereForTheNextHoweverItEnds() throws IOException {
        var large = Script.raw("{\"x\":\"" + "x".repeat(7 * 1024 * 1024) + "\"}");
        try (var server = server("limits: {body: 12 MiB, memory: 16 MiB}\n")) {
            for (var i = 0; i < 3; i++) {
                standIn.next(large);
                assertThat(server.chat(HELLO).statusCode()).isEqualTo(502);
                standIn.next(large.cutAfterBytes(7 * 1024 * 1024));
                assertThat(server.chat(HELLO).statusCode()).isEqualTo(502);
                leaves(server, large.stallAfterBytes(7 * 1024 * 1024));
            }
            var ledger = server.server().ledger().entries();
            Await.until(
                    "the end of every entry",
                    () -> ledger.last(10).stream().noneMatch(entry -> entry.outcome() == Outcome.OPEN));
            assertThat(ledger.last(10))
                    .flatExtracting("attempts")
                    .extracting("outcome")
                    .containsOnly("unreadable-answer", "cut-short", "caller-left");
        }
    }

    private void leaves(LiveServer server, Script script) throws IOException {
        standIn.forget();
        standIn.next(script);
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO));
            standIn.await(1, Duration.ofSeconds(20));
        }
        standIn.awaitLeft(1, Duration.ofSeconds(20));
    }

    @Test
    void aBodyOfTooManyValuesGivesItsMemoryBackAndOneOfManyIsServed() throws IOException {
        try (var server = server("limits: {body: 12 MiB, memory: 16 MiB}\n");
                var caller = new RawCaller(server)) {
            for (var i = 0; i < 4; i++) {
                var answer = caller.send(RawCaller.post(numbers(600_000))).answer();
                assertThat(answer.status()).as(answer.body()).isEqualTo(413);
                assertThat(answer.body()).contains("500000 values");
            }
            assertThat(caller.send(RawCaller.post(numbers(450_000))).answer().status())
                    .isEqualTo(200);
        }
    }

    private static String numbers(int count) {
        return HELLO.replace("{\"model", "{\"extra\":[" + "1     ,".repeat(count - 1) + "1],\"model");
    }

    /** The server looks once a second; each time longer has passed than it waits for what is due. */
    private void isClosedOnceItIsOver(RawCaller caller, Duration limit) {
        var closed = CompletableFuture.supplyAsync(() -> {
            try {
                return caller.closed();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        for (var looked = 0; looked < 20 && !closed.isDone(); looked++) {
            clock.skip(limit.plusSeconds(1));
            Await.within(A_LOOK, closed::isDone);
        }
        assertThat(closed.join()).isTrue();
    }

    @Test
    void aHeadThatDripsIsNotWaitedFor() throws Exception {
        try (var server = skipping("limits: {head-timeout: 10s, idle-timeout: 1h}\n");
                var caller = new RawCaller(server)) {
            caller.send("GET /healthz HTTP/1.1\r\nHost: local");
            isClosedOnceItIsOver(caller, Duration.ofSeconds(10));
        }
    }

    @Test
    void aSecondHeadThatDripsIsNotWaitedForEither() throws IOException {
        try (var server = skipping("limits: {head-timeout: 10s, idle-timeout: 1h}\n");
                var caller = new RawCaller(server)) {
            caller.send(RawCaller.get("/healthz")).answer();
            caller.send("GET /healthz HTTP/1.1\r\nHost: local");
            isClosedOnceItIsOver(caller, Duration.ofSeconds(10));
        }
    }

    @Test
    void anIdleConnectionIsClosedAfterItsTime() throws IOException {
        try (var server = skipping("limits: {head-timeout: 1h, idle-timeout: 10s}\n");
                var caller = new RawCaller(server)) {
            caller.send(RawCaller.get("/healthz")).answer();
            isClosedOnceItIsOver(caller, Duration.ofSeconds(10));
        }
    }

    @Test
    void aBodyThatDripsIsRefusedHoweverOftenAByteComes() throws IOException {
        try (var server = skipping("limits: {body-timeout: 10s}\n");
                var caller = new RawCaller(server)) {
            caller.send(RawCaller.postHead() + "Content-Length: 1000000\r\n\r\n");
            var ledger = server.server().ledger().entries();
            Await.until("its end", () -> {
                caller.send("x");
                clock.skip(Duration.ofSeconds(1));
                return !ledger.last(1).isEmpty();
            });
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("\"code\":\"request-timeout\"");
            refusedOnceAs("request-timeout", server);
            assertThat(standIn.requests()).isEmpty();
        }
    }

    @Test
    void whatIsBeingAnsweredIsNotTakenForIdle() throws IOException {
        standIn.next(Script.answer().delayFirst(Duration.ofMillis(500)));
        try (var server = skipping("limits: {head-timeout: 10s, body-timeout: 10s, idle-timeout: 10s}\n");
                var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO));
            standIn.await(1, Duration.ofSeconds(20));
            clock.skip(Duration.ofMinutes(1));
            assertThat(caller.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAtOnceAndTheirPlaceComesFree() throws IOException {
        try (var server = server("limits: {connections: 2}\n")) {
            try (var first = new RawCaller(server);
                    var second = new RawCaller(server)) {
                first.send(RawCaller.get("/v1/models")).answer();
                second.send(RawCaller.get("/v1/models")).answer();
                try (var third = new RawCaller(server)) {
                    assertThat(third.closed()).isTrue();
                }
                first.send(RawCaller.get("/healthz", "Connection: close")).answer();
                assertThat(first.closed()).isTrue();
                try (var fourth = new RawCaller(server)) {
                    assertThat(fourth.send(RawCaller.get("/healthz")).answer().status())
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void nestingIsLimitedAsTheSettingsSay() {
        try (var server = server("limits: {nesting: 10}\n")) {
            var deep = HELLO.replace("{\"model", "{\"extra\":" + "[".repeat(9) + "]".repeat(9) + ",\"model");
            var deeper = HELLO.replace("{\"model", "{\"extra\":" + "[".repeat(10) + "]".repeat(10) + ",\"model");
            assertThat(server.chat(deep).statusCode()).isEqualTo(200);
            var answer = server.chat(deeper);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("10 levels");
        }
    }

    @Test
    void aPolicyThatIsNotThereIsRefusedAtTheStart() {
        assertThatThrownBy(() -> server("policy: strict\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("strict")
                .hasMessageContaining("default");
    }
}
