package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's library for Java with a closed model: also tools, and what leaves and comes back. */
class OpenAiJavaAtStandInTest extends OpenAiJavaBattery {

    private static final String PHONE = GuardedServer.PHONE;
    private static final String ASKED = GuardedServer.PRIVATE_TEXT;

    @TempDir
    static Path folder;

    private static StandIn standIn;
    private static LiveServer server;
    private static String key;

    /** A tool. */
    @JsonClassDescription("Rings somebody.")
    public static final class Ring {
        public String number = "";
        public Inner details = new Inner();
    }

    /** What a tool's arguments hold within. */
    public static final class Inner {
        public List<String> notes = List.of();
    }

    /** Another tool. */
    @JsonClassDescription("Writes to somebody.")
    public static final class Write {
        public String letter = "";
    }

    /** A structured answer. */
    public static final class Letter {
        public String to = "";
        public List<String> lines = List.of();
    }

    @BeforeAll
    static void start() {
        standIn = StandIn.start();
        key = GuardedServer.key(folder.resolve("home"), "tests");
        server = GuardedServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterAll
    static void stop() {
        server.close();
        standIn.close();
    }

    @BeforeEach
    void forget() {
        standIn.forget();
    }

    @Override
    LiveServer server() {
        return server;
    }

    @Override
    String key() {
        return key;
    }

    @Override
    String model() {
        return "standin/standin-large";
    }

    private ChatCompletion whole(ChatCompletionCreateParams params) {
        return client().chat().completions().create(params);
    }

    private ChatCompletionCreateParams.Builder lengthy(String text) {
        return question(text).maxCompletionTokens(2000);
    }

    private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletion answer) {
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
        return answer.choices().getFirst().message().toolCalls().orElseThrow().stream()
                .map(ChatCompletionMessageToolCall::asFunction)
                .toList();
    }

    private static void nothingLeft() {
        assertThat(standIn.requests()).isNotEmpty().allSatisfy(recorded -> {
            assertThat(Traces.in(recorded.text()).of(PHONE)).isEmpty();
            assertThat(recorded.text()).contains("PHONE_").doesNotContain("ann@example.com");
        });
    }

    @Test
    void valuesLeaveMaskedAndComeBackAsTheyWereWritten() {
        var params = lengthy(ASKED).build();
        assertThat(text(whole(params))).contains(ASKED);
        assertThat(text(streamed(params))).isEqualTo(text(whole(params)));
        nothingLeft();
    }

    @Test
    void aToolIsCalledWithTheRealValuesInItsArguments() {
        var params = lengthy(ASKED).addTool(Ring.class).build();
        for (var answer : List.of(whole(params), streamed(params))) {
            assertThat(calls(answer)).hasSize(1);
            var ring = calls(answer).getFirst().function().arguments(Ring.class);
            assertThat(ring.number).isEqualTo(ASKED);
            assertThat(ring.details.notes).containsExactly(ASKED);
        }
        nothingLeft();
    }

    @Test
    void parallelToolsAreCalledWithTheRealValuesWhollyAndStreamedAndInterleaved() {
        var params = lengthy(ASKED).addTool(Ring.class).addTool(Write.class).build();
        standIn.next(
                Script.answer(), Script.answer(), Script.answer().interleaved().chunk(1));
        for (var answer : List.of(whole(params), streamed(params), streamed(params))) {
            assertThat(calls(answer)).extracting(call -> call.function().name()).containsExactly("Ring", "Write");
            assertThat(calls(answer).get(0).function().arguments(Ring.class).number)
                    .isEqualTo(ASKED);
            assertThat(calls(answer).get(1).function().arguments(Write.class).letter)
                    .isEqualTo(ASKED);
            assertThat(calls(answer).get(0).id())
                    .isNotEqualTo(calls(answer).get(1).id());
        }
        nothingLeft();
    }

    @Test
    void parallelToolsCanBeForbidden() {
        var params = lengthy(ASKED)
                .addTool(Ring.class)
                .addTool(Write.class)
                .parallelToolCalls(false)
                .build();
        assertThat(calls(whole(params))).hasSize(1);
    }

    @Test
    void secondTurnWithTheToolsResultsGivesTheSamePlaceholders() {
        for (var stream : List.of(true, false)) {
            standIn.forget();
            var params = lengthy(ASKED).addTool(Ring.class).addTool(Write.class).build();
            var first = stream ? streamed(params) : whole(params);
            var next = params.toBuilder().addMessage(first.choices().getFirst().message());
            calls(first)
                    .forEach(call -> next.addMessage(ChatCompletionToolMessageParam.builder()
                            .toolCallId(call.id())
                            .content("{\"status\":\"rang " + PHONE + "\"}")
                            .build()));
            var second = stream ? streamed(next.build()) : whole(next.build());
            assertThat(text(second)).contains("rang " + PHONE);
            nothingLeft();
            var sent = standIn.requests();
            var placeholders = Placeholders.in(sent.get(0).text());
            assertThat(Placeholders.in(sent.get(1).text()))
                    .isEqualTo(placeholders)
                    .hasSize(3);
        }
    }

    @Test
    void structuredAnswerHoldsTheRealValues() {
        var params = lengthy(ASKED).responseFormat(Letter.class).build();
        var letter = client().chat()
                .completions()
                .create(params)
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();
        assertThat(letter.to).isEqualTo(ASKED);
        assertThat(letter.lines).containsExactly(ASKED);
        nothingLeft();
    }
}
