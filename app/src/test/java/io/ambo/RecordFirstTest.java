package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Money;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Recorded;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing leaves before it is on file, in either direction; and what becomes of it when nothing can be put on file. */
class RecordFirstTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HELLO = """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Say hello."}]}""";

    private static final String WORDS =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"},\"finish_reason\":null}]}\n\n";

    private static final String SECOND = """
            provider: standin
            models:
              - id: standin-second
                context: 128000
                max-output: 4096
                capabilities: [tools, json]
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: 5, output: 20, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;

    @TempDir
    Path folder;

    private StandIn standIn;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    private Parts parts(String onJournalFailure) throws IOException {
        return new Parts(standIn, folder.resolve("home"), Map.of(), onJournalFailure);
    }

    @Test
    void theOpeningIsOnFileBeforeTheUpstreamSeesAByte() throws IOException {
        standIn.next(Script.stall());
        try (var parts = parts("refuse");
                var caller = new RawCaller(parts.port())) {
            caller.send(RawCaller.post(HELLO.formatted("auto", false)));
            standIn.await(1, PATIENCE);
            assertThat(parts.journal().onFile()).extracting(Entry::outcome).containsExactly(Outcome.OPEN);
            assertThat(parts.journal().onFile().getFirst().reserved())
                    .hasValueSatisfying(most -> assertThat(most.nanos()).isPositive());
        }
    }

    @Test
    void whatAFailedAttemptCostIsOnFileBeforeTheNextUpstreamSeesAByte() throws IOException {
        Files.createDirectories(folder.resolve("home/models"));
        Files.writeString(folder.resolve("home/models/second.yaml"), SECOND);
        standIn.next(Script.events("data: {\"error\":{\"message\":\"no\"}}\n\n"), Script.stall());
        try (var parts = parts("refuse");
                var caller = new RawCaller(parts.port())) {
            caller.send(RawCaller.post(HELLO.formatted("auto", true)));
            assertThat(standIn.await(2, PATIENCE)).hasSize(2);
            var onFile = parts.journal().onFile();
            assertThat(onFile).extracting(Entry::outcome).containsExactly(Outcome.OPEN, Outcome.OPEN);
            var spent = onFile.getLast().cost().orElseThrow();
            assertThat(spent.nanos()).isPositive();
            assertThat(onFile.getLast().reserved())
                    .hasValueSatisfying(most -> assertThat(most)
                            .isGreaterThan(
                                    onFile.getFirst().reserved().orElseThrow().plus(spent)));
            assertThat(onFile).allSatisfy(entry -> {
                var underWay = entry.attempts().getLast();
                assertThat(underWay.underWay()).isTrue();
                assertThat(underWay.sent()).isPositive();
            });
            assertThat(onFile.getLast().attempts().getLast().destination())
                    .isNotEqualTo(onFile.getFirst().attempts().getLast().destination());
        }
    }

    @Test
    void aFreeModelIsBookedAtNothingWhateverTheNextWouldCost() throws IOException {
        Files.createDirectories(folder.resolve("home/models"));
        Files.writeString(
                folder.resolve("home/models/free.yaml"),
                SECOND.replace("standin-second", "standin-free")
                        .replace("input: 5, output: 20", "input: 0, output: 0"));
        standIn.next(Script.stall());
        try (var parts = parts("refuse");
                var caller = new RawCaller(parts.port())) {
            caller.send(RawCaller.post(HELLO.formatted("auto", true)));
            standIn.await(1, PATIENCE);
            var opened = parts.journal().onFile().getFirst();
            assertThat(opened.attempts().getFirst().destination()).isEqualTo("standin/standin-free");
            assertThat(opened.reserved()).contains(Money.zero("USD"));
        }
    }

    @Test
    void theClosingIsOnFileBeforeTheCallerHasTheLastByte() throws IOException {
        try (var parts = parts("refuse");
                var caller = new RawCaller(parts.port())) {
            for (var stream : new boolean[] {true, false}) {
                caller.send(RawCaller.post(HELLO.formatted("auto", stream)));
                assertThat(caller.answer().status()).isEqualTo(200);
                assertThat(parts.journal().onFile().getLast().outcome()).isEqualTo(Outcome.SERVED);
            }
            caller.send(RawCaller.post(HELLO.formatted("nobody", false)));
            assertThat(caller.answer().status()).isEqualTo(404);
            assertThat(parts.journal().onFile().getLast().outcome()).isEqualTo(Outcome.REFUSED);
        }
    }

    @Test
    void withoutAJournalNothingIsSentAndTheCallerIsToldWhenToComeBack() throws IOException {
        try (var parts = parts("refuse");
                var caller = new RawCaller(parts.port())) {
            parts.journal().breaks(true);
            caller.send(RawCaller.post(HELLO.formatted("auto", true)));
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsKey("retry-after");
            assertThat(answer.body()).contains("\"code\":\"journal-unavailable\"");
            assertThat(standIn.requests()).isEmpty();
            assertThat(parts.alarms()).isNotEmpty();
            parts.journal().breaks(false);
            caller.send(RawCaller.post(HELLO.formatted("auto", true)));
            assertThat(caller.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void withoutAJournalAPolicyMayStillServe() throws IOException {
        try (var parts = parts("serve");
                var caller = new RawCaller(parts.port())) {
            parts.journal().breaks(true);
            for (var stream : new boolean[] {true, false}) {
                caller.send(RawCaller.post(HELLO.formatted("auto", stream)));
                assertThat(caller.answer().status()).isEqualTo(200);
            }
            assertThat(standIn.requests()).hasSize(2);
        }
    }

    @Test
    void anAnswerWhoseClosingCannotBePutOnFileDoesNotEnd() throws IOException {
        standIn.next(Script.answer().delayFirst(Duration.ofMillis(300)));
        try (var parts = parts("refuse");
                var caller = new RawCaller(parts.port())) {
            caller.send(RawCaller.post(HELLO.formatted("auto", false)));
            standIn.await(1, PATIENCE);
            parts.journal().breaks(true);
            assertThat(caller.rest()).doesNotContain("choices");
        }
    }

    static Stream<Arguments> mishaps() {
        return Stream.of(
                mishap(
                        () -> {
                            throw new IllegalStateException("a bug");
                        },
                        500,
                        "internal"),
                mishap(
                        () -> {
                            throw new OutOfMemoryError("a test");
                        },
                        503,
                        "busy"));
    }

    private static Arguments mishap(Runnable what, int status, String code) {
        return Arguments.of(what, status, code);
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void aMishapAtTheClosingLeavesNobodyWaitingForAnEnd(Runnable mishap, int status, String code) throws IOException {
        try (var parts = parts("refuse")) {
            parts.journal().stumbles(mishap);
            for (var stream : new boolean[] {true, false}) {
                try (var caller = new RawCaller(parts.port())) {
                    caller.send(RawCaller.post(HELLO.formatted("auto", stream)));
                    assertThat(caller.rest()).doesNotContain("[DONE]", "choices");
                }
            }
            try (var caller = new RawCaller(parts.port())) {
                caller.send(RawCaller.post(HELLO.formatted("nobody", false)));
                var told = caller.answer();
                assertThat(told.status()).isEqualTo(status);
                assertThat(told.body()).contains("\"code\":\"" + code + "\"");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void aMishapWithALargeBodyThatIsReadAwayFromTheLoopLeavesNobodyWaiting(Runnable mishap, int status, String code)
            throws IOException {
        var body = HELLO.formatted("auto", false).replace("hello", "hello ".repeat(20_000));
        try (var parts = parts("refuse");
                var caller = new RawCaller(parts.port())) {
            var length = "Content-Length: " + body.length() + "\r\n\r\n";
            caller.send(RawCaller.postHead("Expect: 100-continue") + length);
            assertThat(caller.answer().status()).isEqualTo(100);
            parts.clock().breaksOnce(mishap);
            caller.send(body);
            var told = caller.answer();
            assertThat(told.status()).isEqualTo(status);
            assertThat(told.body()).contains("\"code\":\"" + code + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void aMishapInMidStreamEndsTheCallToo(Runnable mishap, int status, String code) throws IOException {
        var words = Collections.nCopies(100, WORDS);
        standIn.next(Script.events(words).delayBetween(Duration.ofMillis(20)).stallAfterEvents(100));
        try (var parts = parts("refuse");
                var caller = new RawCaller(parts.port())) {
            var ring = "{\"model\":\"auto\",\"stream\":true,"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"Ring 13812345678.\"}]}";
            caller.send(RawCaller.post(ring, "Connection: close"));
            assertThat(caller.begins()).isTrue();
            parts.clock().breaksOnce(mishap);
            assertThat(caller.rest()).contains("\"code\":\"" + code + "\"").doesNotContain("[DONE]");
            assertThat(standIn.awaitLeft(1, PATIENCE)).allMatch(Recorded::left);
            var entry = parts.journal().onFile().getLast();
            assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(entry.attempts()).extracting("outcome").containsExactly(code);
            assertThat(entry.usage().estimated()).isTrue();
            assertThat(entry.cost())
                    .hasValueSatisfying(cost -> assertThat(cost.nanos()).isPositive());
        }
    }

    @Test
    void aBugAtTheClosingEndsACallThatIsStillUnderWay() throws IOException {
        standIn.next(Script.events(WORDS, "data: [DONE]\n\n").stallAfterEvents(2));
        try (var parts = parts("refuse");
                var caller = new RawCaller(parts.port())) {
            parts.journal().stumbles(() -> {
                throw new IllegalStateException("a bug");
            });
            caller.send(RawCaller.post(HELLO.formatted("auto", true)));
            assertThat(caller.rest()).doesNotContain("[DONE]");
            assertThat(standIn.awaitLeft(1, PATIENCE)).allMatch(Recorded::left);
        }
    }

    @Test
    void anotherStreamOfTheSameLaneIsNotHarmedByALostEntry() throws IOException {
        standIn.next(Script.answer().delayBetween(Duration.ofMillis(10)));
        try (var parts = parts("refuse");
                var stream = new RawCaller(parts.port());
                var other = new RawCaller(parts.port())) {
            stream.send(RawCaller.post(HELLO.formatted("auto", true)));
            standIn.await(1, PATIENCE);
            parts.journal().breaks(true);
            other.send(RawCaller.post("{\"model\":"));
            assertThat(other.answer().status()).isEqualTo(400);
            parts.journal().breaks(false);
            assertThat(stream.answer().body()).endsWith("data: [DONE]\n\n");
        }
    }
}
