package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Usage;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are odd: what still counts as an answer, what as an error, and what as neither. */
class OddAnswersTest {

    private static final String NAMED = "cheap/standin-large";
    private static final String HELLO = """
            {"model":"%s","stream":%s,"n":%d,"messages":[{"role":"user","content":"Say hello."}]}""";
    private static final String WORDS =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"},\"finish_reason\":null}]}\n\n";
    private static final String FINISH =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String ERROR = "data: {\"error\":{\"message\":\"too late\"}}\n\n";

    @TempDir
    static Path folder;

    private static TwoProviders two;
    private static StandIn cheap;
    private static StandIn dear;
    private static LiveServer server;

    @BeforeAll
    static void open() throws IOException {
        two = TwoProviders.open(folder.resolve("home"));
        cheap = two.cheap();
        dear = two.dear();
        server = two.server();
    }

    @AfterAll
    static void close() {
        two.close();
    }

    /** A destination that failed rests for a while, until it answers, for which a busy machine may leave too little time. */
    @BeforeEach
    void recover() {
        two.closeIdle();
        for (var asked = 0; !ask(NAMED, false).contains("\"stop\""); asked++) {
            assertThat(asked).as(latest).isLessThan(10);
        }
        cheap.forget();
        dear.forget();
    }

    private String latest = "";

    private String ask(String model, boolean stream) {
        return ask(model, stream, 1);
    }

    private String ask(String model, boolean stream, int choices) {
        var answer = server.chat(HELLO.formatted(model, stream, choices));
        latest = answer.headers().firstValue("x-ambo-request-id").orElseThrow();
        return answer.body();
    }

    /** The one of the latest request; two can come in one millisecond, so that it need not be the last by its id. */
    private Entry entry() {
        return server.server().ledger().entries().last(10).stream()
                .filter(entry -> entry.id().equals(latest))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Named<UnaryOperator<Script>>> endings() {
        return Stream.of(
                Named.of("nothing more", script -> script),
                Named.of("a stall", script -> script.stallAfterEvents(3)),
                Named.of("a cut", script -> script.cutAfterEvents(3)),
                Named.of("a reset", script -> script.resetAfterEvents(3)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void whatBecomesOfTheConnectionAfterTheEndOfAnAnswerChangesNothingOfIt(UnaryOperator<Script> ending) {
        cheap.next(ending.apply(Script.events(WORDS, FINISH, DONE, WORDS)));
        assertThat(ask(NAMED, true)).isEqualTo(WORDS + FINISH + DONE);
        assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
        assertThat(entry().attempts()).extracting("outcome").endsWith("answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {WORDS, ERROR, FINISH, DONE, "data: 5\n\n"})
    void whatStandsBehindTheEndOfAnAnswerIsNotPassedOn(String more) {
        cheap.next(Script.events(WORDS, FINISH, DONE, more));
        assertThat(ask(NAMED, true)).isEqualTo(WORDS + FINISH + DONE);
        assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
    }

    @Test
    void theProvidersCodeOfAnErrorReachesTheCallerAlsoInAStream() {
        var error = "{\"error\":{\"message\":\"no such tool\",\"type\":\"invalid_request_error\","
                + "\"code\":\"tool_use_failed\"}}";
        var upstream = "\"upstream\":{\"code\":\"tool_use_failed\",\"type\":\"invalid_request_error\"}";

        cheap.next(Script.events(WORDS, "data: " + error + "\n\n"));
        assertThat(ask(NAMED, true)).contains("no such tool", upstream);
        cheap.next(Script.raw(error).withStatus(400));
        assertThat(ask(NAMED, false)).contains("no such tool", upstream, "upstream-rejected");
        cheap.next(Script.raw(error));
        assertThat(ask(NAMED, false)).contains("no such tool", upstream);
        recover();
        cheap.next(Script.raw(error).contentType("application/json"));
        assertThat(ask(NAMED, true)).contains("no such tool", upstream);
    }

    /** Groq sends what the model wrote beside the error, and its clients read it there. */
    @Test
    void whatTheModelWroteAndTheProviderCouldNotUseReachesTheCaller() {
        var error = "{\"error\":{\"message\":\"no call\",\"code\":\"tool_use_failed\","
                + "\"failed_generation\":\"<function=weather>\"}}";
        var generated = "\"failed_generation\":\"<function=weather>\"";
        cheap.next(Script.raw(error).withStatus(400));
        assertThat(ask(NAMED, false)).contains("no call", generated);
        cheap.next(Script.events(WORDS, "data: " + error + "\n\n"));
        assertThat(ask(NAMED, true)).contains("no call", generated);
    }

    @Test
    void jsonThatIsLabelledAsAStreamIsTakenForWhatItIs() {
        var error = "{\"error\":{\"message\":\"no such tool\"}}";
        cheap.next(Script.raw(" \n" + error).contentType("text/event-stream"));
        assertThat(ask(NAMED, true)).contains("no such tool");
        recover();
        var whole = "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello.\"},"
                + "\"finish_reason\":\"stop\"}]}";
        cheap.next(Script.raw(whole).contentType("text/event-stream"));
        assertThat(ask(NAMED, false)).isEqualTo(whole);
        cheap.next(Script.raw(whole).contentType("text/event-stream"));
        assertThat(ask(NAMED, true)).contains("upstream-failed");
        assertThat(entry().attempts()).extracting("outcome").contains("wrong-content-type");
    }

    @Test
    void aModelThatWasNamedAndThatTheProviderDoesNotHaveIsNotFound() {
        cheap.next(Script.raw("{\"error\":{\"message\":\"no such model\",\"code\":\"model_not_found\"}}")
                .withStatus(404));
        assertThat(ask(NAMED, false))
                .contains("no such model", "upstream-model-missing", "not_found_error", "model_not_found");
    }

    @Test
    void theLastEventMayLackItsBlankLine() {
        cheap.next(Script.events(WORDS, FINISH, "data: [DONE]"));
        assertThat(ask(NAMED, true)).isEqualTo(WORDS + FINISH + DONE);
        assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
    }

    @Test
    void countsThatComeWithAnErrorAreTheProvidersAndNoGuess() {
        var counts = "\"choices\":[],\"usage\":{\"prompt_tokens\":4300,\"completion_tokens\":1000}}";
        cheap.next(Script.events(WORDS, ERROR.replace("}}", "}," + counts), DONE));
        assertThat(ask(NAMED, true)).contains("upstream-failed");
        assertThat(entry().usage()).isEqualTo(new Usage(4300, 0, 0, 1000, 0, false));
    }

    @Test
    void anAnswerOfTwoIsNotAtItsEndWhenOneIs() {
        var second = WORDS.replace("\"index\":0", "\"index\":1");
        dear.next(Script.events(WORDS, second, FINISH));
        var answer = ask("dear/standin-large", true, 2);
        assertThat(answer).startsWith(WORDS + second + FINISH).contains("upstream-failed");
        assertThat(answer).doesNotContain("[DONE]");
        assertThat(entry().attempts()).extracting("outcome").endsWith("cut-short");
    }

    @Test
    void whatEndedWithoutSayingItIsDoneIsAtItsEnd() {
        var second = WORDS.replace("\"index\":0", "\"index\":1");
        var finish = FINISH.replace("\"index\":0", "\"index\":1");
        dear.next(Script.events(WORDS, second, FINISH, finish));
        assertThat(ask("dear/standin-large", true, 2)).isEqualTo(WORDS + second + FINISH + finish + DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"object\":\"error\",\"message\":\"worn out\",\"code\":500}\n\n",
                "event: error\ndata: {\"message\":\"worn out\"}\n\n",
                "data: {\"error\":\"worn out\"}\n\n"
            })
    void anErrorIsAnErrorWhicheverShapeItHas(String error) {
        cheap.next(Script.events(WORDS, error, DONE));
        assertThat(ask(NAMED, true))
                .startsWith(WORDS)
                .contains("worn out", "\"code\":\"upstream-failed\"")
                .doesNotContain("[DONE]");
        assertThat(entry().attempts()).extracting("outcome").endsWith("error-event");
        recover();
        cheap.next(Script.events(error, DONE));
        assertThat(ask("auto", true)).endsWith(DONE).doesNotContain("worn out");
        assertThat(entry().attempts()).extracting("outcome").containsExactly("error-event", "answered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "5",
                "null",
                "{\"choices\":[]}",
                "{\"choices\":[5]}",
                "{\"choices\":[{}]}",
                "{\"choices\":{\"message\":{}}}"
            })
    void whatHoldsNoMessageIsNoAnswer(String body) {
        cheap.next(Script.raw(body));
        assertThat(ask(NAMED, false)).contains("\"code\":\"upstream-failed\"");
        assertThat(entry().attempts()).extracting("outcome").endsWith("unreadable-answer");
        recover();
        cheap.next(Script.raw(body));
        assertThat(ask("auto", false)).contains("\"stop\"");
        assertThat(entry().attempts()).extracting("outcome").containsExactly("unreadable-answer", "answered");
    }

    @Test
    void aWholeAnswerThatIsAnErrorIsTold() {
        cheap.next(Script.raw("{\"object\":\"error\",\"message\":\"worn out\",\"code\":500}"));
        assertThat(ask(NAMED, false)).contains("worn out", "\"code\":\"upstream-failed\"");
        assertThat(entry().attempts()).extracting("outcome").endsWith("error-answer");
    }

    /** Beyond 64 KiB it is read elsewhere, which changes nothing of what it is. */
    @Test
    void aLargeWholeAnswerIsWhatASmallOneIs() {
        var padding = "\"padding\":\"" + "x".repeat(100_000) + "\"";
        cheap.next(Script.raw("{" + padding + ",\"choices\":[{\"message\":{\"content\":\"one\"}}]}"));
        assertThat(ask(NAMED, false)).startsWith("{" + padding).contains("one");
        assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
        assertThat(entry().attempts()).extracting("outcome").containsExactly("answered");
        cheap.next(Script.raw("{" + padding + ",\"error\":{\"message\":\"worn out\"}}"));
        assertThat(ask(NAMED, false)).contains("worn out", "\"code\":\"upstream-failed\"");
        assertThat(entry().attempts()).extracting("outcome").containsExactly("error-answer");
        for (var unreadable : List.of("{" + padding + "}", "{" + padding)) {
            recover();
            cheap.next(Script.raw(unreadable));
            assertThat(ask("auto", false)).contains("\"stop\"");
            assertThat(entry().attempts()).extracting("outcome").containsExactly("unreadable-answer", "answered");
        }
    }

    @Test
    void anEventThatIsNoObjectCannotBeRead() {
        cheap.next(Script.events(WORDS, "data: 5\n\n", FINISH, DONE));
        assertThat(ask(NAMED, true)).contains("\"code\":\"upstream-failed\"").doesNotContain("[DONE]");
        assertThat(entry().attempts()).extracting("outcome").endsWith("unreadable-answer");
    }

    @Test
    void theFirstWordsMayBeLong() {
        var words = WORDS.replace("one", "x".repeat(3 * 1024 * 1024));
        cheap.next(Script.events(words, FINISH, DONE));
        assertThat(ask(NAMED, true)).isEqualTo(words + FINISH + DONE);
    }

    /** Tokens that cost almost as much as can be written down at each of two providers, and together more. */
    @Test
    void countsThatCannotBeAreNotCharged() {
        cheap.next(Script.events(usage(4_000_000_000_000_000L), ERROR));
        dear.next(Script.events(WORDS, FINISH, usage(400_000_000_000_000L), DONE));
        assertThat(ask("auto", true)).endsWith(DONE);
        assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
        assertThat(entry().attempts()).extracting("outcome").containsExactly("error-event", "answered");
        assertThat(entry().usage().estimated()).isTrue();
        assertThat(entry().usage().output()).isLessThan(1000);
        assertThat(entry().cost())
                .hasValueSatisfying(cost -> assertThat(cost.nanos()).isLessThan(1_000_000_000));
    }

    @Test
    void aCountOfNothingDoesNotUndoACount() {
        cheap.next(Script.events(WORDS, FINISH, usage(7), usage(0).replace("5", "0"), DONE));
        ask(NAMED, true);
        assertThat(entry().usage().estimated()).isFalse();
        assertThat(entry().usage().output()).isEqualTo(7);
    }

    @Test
    void whatAFailedAttemptCostsIsOnFileBeforeTheNextIsBegun() {
        cheap.next(Script.events(ERROR));
        ask("auto", true);
        var prompt = entry().attempts().getFirst().usage().input();
        recover();
        cheap.next(Script.events(ERROR));
        dear.next(Script.events(WORDS, FINISH, usage(4096).replace(":5,", ":" + prompt + ","), DONE));
        ask("auto", true);
        var entry = entry();
        assertThat(entry.attempts()).extracting("outcome").containsExactly("error-event", "answered");
        var paid = entry.attempts().stream()
                .map(attempt -> attempt.cost().orElseThrow())
                .toList();
        assertThat(paid).allSatisfy(cost -> assertThat(cost.nanos()).isPositive());
        assertThat(entry.cost()).hasValue(paid.getFirst().plus(paid.getLast()));
        assertThat(entry.reserved())
                .hasValueSatisfying(most ->
                        assertThat(most).isGreaterThanOrEqualTo(entry.cost().orElseThrow()));
    }

    private static String usage(long output) {
        return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":%d}}\n\n".formatted(output);
    }
}
