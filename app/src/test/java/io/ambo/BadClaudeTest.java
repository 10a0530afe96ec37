package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Recorded;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
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

/** An upstream of another dialect that fails: what is translated for the caller never looks like an end. */
class BadClaudeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HELLO = """
            {"model":"claude/standin-claude","stream":%s,"messages":[{"role":"user","content":"Say hello, and say it slowly."}]}""";
    private static final String BEGUN = """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"standin-claude","content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"one"}}

            """;

    /** One fault and what must come of it. */
    record Fault(String name, Supplier<Script> script, boolean stream, int status, String code, String attempt) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Fault late(String name, Supplier<Script> script, String code, String attempt) {
        return new Fault(name, script, true, 200, code, attempt);
    }

    private static Fault early(String name, Supplier<Script> script, boolean stream, int status, String attempt) {
        var code = status == 504 ? "upstream-timeout" : status == 429 ? "upstream-limit" : "upstream-failed";
        return new Fault(name, script, stream, status, code, attempt);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                early("429", () -> Script.status(429).retryAfter(3), true, 429, "status-429"),
                early("529", () -> Script.status(529), true, 502, "status-529"),
                early("500 whole", () -> Script.status(500), false, 502, "status-500"),
                early("an error event first", () -> answer().errorAfterEvents(0), true, 502, "error-event"),
                early("a stall", Script::stall, true, 504, "first-byte-timeout"),
                early("closed at once", Script::cutBeforeAnswer, false, 502, "connection-lost"),
                early("garbage as a whole", Script::garbageBody, false, 502, "unreadable-answer"),
                early(
                        "an empty object",
                        () -> Script.raw("{}").contentType("application/json"),
                        false,
                        502,
                        "unreadable-answer"),
                late("error event in mid-stream", () -> answer().errorAfterEvents(6), "upstream-failed", "error-event"),
                late("closed in mid-stream", () -> answer().cutAfterEvents(6), "upstream-failed", "cut-short"),
                late("reset in mid-stream", () -> answer().resetAfterEvents(6), "upstream-failed", "cut-short"),
                late("half closed", () -> answer().halfCloseAfterBytes(1200), "upstream-failed", "cut-short"),
                late("stall", () -> answer().stallAfterEvents(6), "upstream-timeout", "between-bytes-timeout"),
                late("ended without an end", () -> begun(""), "upstream-failed", "cut-short"),
                late("ended after its stop reason", () -> begun(STOPPED), "upstream-failed", "cut-short"),
                late("garbage", () -> begun("data: {\"type\":\u0000\n\n"), "upstream-failed", "unreadable-answer"));
    }

    private static final String STOPPED = """
            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            """;

    private static Script answer() {
        return Script.answer().chunk(2);
    }

    private static Script begun(String more) {
        return Script.events(List.of(BEGUN, more));
    }

    @TempDir
    static Path folder;

    private static StandIn standIn;
    private static LiveServer server;
    private static Leaks before;

    @BeforeAll
    static void open() throws IOException {
        standIn = StandIn.start();
        LiveServer.inFrontOf(standIn, folder.resolve("warm")).close();
        before = Leaks.now();
        var home = folder.resolve("home");
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(
                home.resolve("providers/claude.yaml"),
                GuardedServer.CLAUDE_FILE
                        .formatted(standIn.address())
                        .replace(
                                "models:",
                                "timeouts: {connect: 500ms, first-byte: 1s, between-bytes: 1s, total: 3s}\nmodels:"));
        server = LiveServer.inFrontOf(standIn, home);
    }

    @AfterAll
    static void nothingIsLeft() throws IOException {
        server.close();
        standIn.close();
        before.areGone();
    }

    @BeforeEach
    void forget() {
        standIn.closeIdle();
        standIn.forget();
        entriesBefore = entries().size();
    }

    private int entriesBefore;

    private static List<Entry> entries() {
        return server.server().ledger().entries().last(1000);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void itsFailureIsToldAndNeverAMadeUpEnd(Fault fault) {
        standIn.next(fault.script().get());
        var answer = server.chat(HELLO.formatted(fault.stream()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(fault.status());
        assertThat(answer.body())
                .contains("\"code\":\"" + fault.code() + "\"")
                .doesNotContain("[DONE]")
                .doesNotContain("\"finish_reason\":\"")
                .doesNotContain("sk-standin");
        assertThat(entries()).hasSize(entriesBefore + 1);
        var entry = entries().getFirst();
        assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(entry.code()).isEqualTo(fault.code());
        assertThat(entry.attempts()).extracting("outcome").endsWith(fault.attempt());
        assertThat(entry.reserved()).isPresent();
        standIn.awaitEnded(standIn.requests().size(), PATIENCE);
        assertThat(standIn.requests()).extracting(Recorded::ending).doesNotContain(Recorded.Ending.OPEN);
        assertThat(server.chat(HELLO.formatted(true)).body()).endsWith("data: [DONE]\n\n");
    }
}
