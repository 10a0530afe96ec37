package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Recorded;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way in which an upstream fails, once for a model asked for by name and once where another may answer: what the
 * caller sees, who was called how often, what was recorded and reserved, and that nothing is left over.
 */
class BadUpstreamsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MODEL = "cheap/standin-large";
    private static final String HELLO = """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Say hello, and say it slowly."}]}""";
    /**
     * One fault and what must come of it.
     *
     * @param early whether it shows before the first words, so that another may answer
     * @param status what the caller of the named model gets
     * @param code the code of the error in its answer
     * @param attempts the outcomes of the attempts at the upstream that failed
     */
    record Fault(
            String name,
            Supplier<Script> script,
            boolean stream,
            boolean early,
            int status,
            String code,
            List<String> attempts) {

        static Fault early(String name, Supplier<Script> script, boolean stream, int status, String code, String end) {
            return new Fault(name, script, stream, true, status, code, List.of(end));
        }

        static Fault late(String name, Supplier<Script> script, String code, String end) {
            return new Fault(name, script, true, false, 200, code, List.of(end));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String WORD =
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":null}]}\n\n";
    private static final String FAILED = "upstream-failed";
    private static final String SLOW = "upstream-timeout";

    static Stream<Fault> faults() {
        return Stream.concat(earlyFaults(), lateFaults());
    }

    static Stream<Fault> earlyFaults() {
        return Stream.concat(statuses(), brokenBeforeWords());
    }

    private static Stream<Fault> statuses() {
        return Stream.of(
                Fault.early("429", () -> Script.status(429), true, 429, "upstream-limit", "status-429"),
                Fault.early("429 whole", () -> Script.status(429), false, 429, "upstream-limit", "status-429"),
                Fault.early(
                        "429 with a time",
                        () -> Script.status(429).retryAfter(9),
                        true,
                        429,
                        "upstream-limit",
                        "status-429"),
                Fault.early("500", () -> Script.status(500), true, 502, FAILED, "status-500"),
                Fault.early("502", () -> Script.status(502), false, 502, FAILED, "status-502"),
                Fault.early("503", () -> Script.status(503), true, 502, FAILED, "status-503"),
                Fault.early("529", () -> Script.status(529), false, 502, FAILED, "status-529"),
                Fault.early("a redirect", () -> redirect(), true, 502, FAILED, "status-307"),
                Fault.early("a redirect of a whole", () -> redirect(), false, 502, FAILED, "status-307"));
    }

    private static Stream<Fault> brokenBeforeWords() {
        return Stream.of(
                Fault.early("a stall", Script::stall, true, 504, SLOW, "first-byte-timeout"),
                Fault.early("a late head", () -> late(), false, 504, SLOW, "first-byte-timeout"),
                Fault.early("error event first", () -> failing(0), true, 502, FAILED, "error-event"),
                Fault.early("closed at once", Script::cutBeforeAnswer, true, 502, FAILED, "connection-lost"),
                Fault.early("reset at once", Script::resetBeforeAnswer, false, 502, FAILED, "connection-lost"),
                Fault.early("garbage", Script::garbage, true, 502, FAILED, "not-http"),
                Fault.early("garbage as a stream", Script::garbageBody, true, 502, FAILED, "cut-short"),
                Fault.early("garbage as a whole", Script::garbageBody, false, 502, FAILED, "unreadable-answer"),
                Fault.early("a page", () -> page(), true, 502, FAILED, "wrong-content-type"),
                Fault.early("a stream not asked for", () -> stream(), false, 502, FAILED, "wrong-content-type"),
                Fault.early("too short a whole", () -> longer(), false, 502, FAILED, "cut-short"),
                Fault.early("too long a whole", () -> shorter(), false, 502, FAILED, "unreadable-answer"),
                Fault.early("half closed first", () -> halfClosed(0), true, 502, FAILED, "cut-short"));
    }

    private static Stream<Fault> lateFaults() {
        return Stream.of(
                Fault.late("error event in mid-stream", () -> failing(5), FAILED, "error-event"),
                Fault.late("stall in mid-stream", () -> answer().stallAfterEvents(5), SLOW, "between-bytes-timeout"),
                Fault.late("a drip", () -> answer().delayBetween(Duration.ofMillis(700)), SLOW, "total-timeout"),
                Fault.late("closed in mid-stream", () -> answer().cutAfterEvents(5), FAILED, "cut-short"),
                Fault.late("closed in mid-event", () -> answer().cutAfterBytes(900), FAILED, "cut-short"),
                Fault.late("reset in mid-stream", () -> answer().resetAfterEvents(5), FAILED, "cut-short"),
                Fault.late("half closed in mid-stream", () -> halfClosed(900), FAILED, "cut-short"),
                Fault.late("garbage in mid-stream", () -> garbageLater(), FAILED, "unreadable-answer"));
    }

    private static Script answer() {
        return Script.answer().chunk(2);
    }

    private static Script failing(int events) {
        return answer().errorAfterEvents(events);
    }

    private static Script late() {
        return answer().delayHead(Duration.ofSeconds(2));
    }

    private static Script redirect() {
        return Script.redirect(elsewhere.address() + "/v1/chat/completions");
    }

    private static Script page() {
        return Script.raw("<html>sign in</html>").contentType("text/html");
    }

    private static Script stream() {
        return Script.events("data: {\"choices\":[]}\n\n", "data: [DONE]\n\n");
    }

    private static Script longer() {
        return Script.answer().lengthOff(10);
    }

    private static Script shorter() {
        return Script.answer().lengthOff(-10);
    }

    private static Script halfClosed(int bytes) {
        return answer().halfCloseAfterBytes(bytes);
    }

    private static Script garbageLater() {
        var words = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"}}]}\n\n";
        return Script.events(words, words, "data: {\"choices\":[\u0000\n\n", words);
    }

    @TempDir
    static Path folder;

    private static StandIn elsewhere;
    private static TwoProviders two;
    private static StandIn cheap;
    private static StandIn dear;
    private static LiveServer server;
    private static Leaks before;

    @BeforeAll
    static void open() throws IOException {
        TwoProviders.open(folder.resolve("warm")).close();
        before = Leaks.now();
        elsewhere = StandIn.start();
        two = TwoProviders.open(folder.resolve("home"));
        cheap = two.cheap();
        dear = two.dear();
        server = two.server();
    }

    @AfterAll
    static void nothingIsLeft() throws IOException {
        assertThat(elsewhere.requests()).as("who was only named by a redirect").isEmpty();
        two.close();
        elsewhere.close();
        before.areGone();
    }

    @BeforeEach
    void forget() {
        two.closeIdle();
        cheap.forget();
        dear.forget();
        entriesBefore = entries();
    }

    private int entriesBefore;

    private static int entries() {
        return server.server().ledger().entries().last(1000).size();
    }

    private Entry entry() {
        return server.server().ledger().entries().last(1).getFirst();
    }

    private void onlyOneEntry() {
        assertThat(entries()).isEqualTo(entriesBefore + 1);
    }

    private void reservedAtLeastTheCost(Entry entry) {
        assertThat(entry.reserved()).hasValueSatisfying(most -> {
            assertThat(most.nanos()).isPositive();
            assertThat(entry.cost()).hasValueSatisfying(cost -> assertThat(cost).isLessThanOrEqualTo(most));
        });
    }

    private static void neverAMadeUpEnd(HttpResponse<String> answer, Fault fault) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(fault.status());
        assertThat(answer.body())
                .contains("\"code\":\"" + fault.code() + "\"")
                .doesNotContain("[DONE]")
                .doesNotContain("\"finish_reason\":\"stop\"")
                .doesNotContain("sk-standin");
    }

    /** The call is over at the other end too, and the house serves on. */
    private void nothingIsUnderWay() {
        cheap.awaitEnded(cheap.requests().size(), PATIENCE);
        assertThat(cheap.requests()).extracting(Recorded::ending).doesNotContain(Recorded.Ending.OPEN);
        var after = server.chat(HELLO.formatted(MODEL, true));
        assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
        assertThat(after.body()).endsWith("data: [DONE]\n\n");
        assertThat(cheap.connections()).as("one for each lane at most").isLessThanOrEqualTo(2);
    }

    /** Keys are written as their makers please, so that no recogniser knows them all. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUpstreamThatRepeatsItsKeyIsNotQuotedWithIt(boolean late) {
        var words = "so ".repeat(160) + "invalid key: sk-standin, sent as Bearer sk-standin";
        var error = "{\"error\":{\"message\":\"" + words + "\"}}";
        cheap.next(
                late
                        ? Script.events(WORD, "data: " + error + "\n\n")
                        : Script.raw(error).withStatus(400));
        var answer = server.chat(HELLO.formatted(MODEL, late));
        assertThat(answer.body()).contains("so invalid").doesNotContain("sk-standin", "sk-sta");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whoAskedForThisModelIsToldOfItsFailureAndNobodyElseIsCalled(Fault fault) {
        cheap.next(fault.script().get());
        var answer = server.chat(HELLO.formatted(MODEL, fault.stream()));
        neverAMadeUpEnd(answer, fault);
        assertThat(cheap.requests()).hasSize(1);
        assertThat(dear.requests()).isEmpty();
        var entry = entry();
        assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(entry.code()).isEqualTo(fault.code());
        assertThat(entry.attempts()).extracting("outcome").isEqualTo(fault.attempts());
        assertThat(answer.headers().firstValue("x-ambo-request-id")).contains(entry.id());
        reservedAtLeastTheCost(entry);
        onlyOneEntry();
        nothingIsUnderWay();
    }

    @ParameterizedTest
    @MethodSource("earlyFaults")
    void whereAnotherMayAnswerTheCallerSeesNothingOfTheFailure(Fault fault) {
        cheap.next(fault.script().get());
        var answer = server.chat(HELLO.formatted("auto", fault.stream()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("\"error\"").contains("\"stop\"");
        assertThat(cheap.requests()).hasSize(1);
        assertThat(dear.requests()).hasSize(1);
        var entry = entry();
        assertThat(entry.outcome()).isEqualTo(Outcome.SERVED);
        assertThat(entry.destination()).isEqualTo("dear/standin-large");
        assertThat(entry.attempts())
                .extracting("outcome")
                .containsExactly(fault.attempts().getFirst(), "answered");
        reservedAtLeastTheCost(entry);
        onlyOneEntry();
        nothingIsUnderWay();
    }
}
