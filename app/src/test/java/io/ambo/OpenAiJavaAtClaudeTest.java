package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's library for Java with a provider that speaks Anthropic's Messages. */
class OpenAiJavaAtClaudeTest {

    private static final String PHONE = GuardedServer.PHONE;
    private static final String ASKED = GuardedServer.PRIVATE_TEXT;

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;
    private OpenAIClient client;

    /** A tool. */
    @JsonClassDescription("Writes to somebody.")
    public static final class Write {
        public String letter = "";
        public List<String> notes = List.of();
    }

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = GuardedServer.inFrontOf(standIn, folder.resolve("home"));
        client = OpenAIOkHttpClient.builder()
                .baseUrl(server.at("/v1").toString())
                .apiKey("none is needed yet")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
        standIn.close();
    }

    private static ChatCompletionCreateParams.Builder question() {
        return ChatCompletionCreateParams.builder()
                .model("claude/standin-claude")
                .maxCompletionTokens(1000)
                .addSystemMessage("You are short.")
                .addUserMessage(ASKED);
    }

    private ChatCompletion whole(ChatCompletionCreateParams params) {
        return client.chat().completions().create(params);
    }

    private ChatCompletion streamed(ChatCompletionCreateParams params) {
        var accumulator = ChatCompletionAccumulator.create();
        try (var stream = client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    private static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElse("");
    }

    private void nothingLeft() {
        assertThat(standIn.requests()).isNotEmpty().allSatisfy(recorded -> {
            assertThat(recorded.target()).isEqualTo("/v1/messages");
            assertThat(recorded.header("anthropic-version")).contains("2023-06-01");
            assertThat(recorded.header("x-api-key")).contains("sk-standin");
            assertThat(recorded.header("authorization")).isEmpty();
            assertThat(Traces.in(recorded.text()).of(PHONE)).isEmpty();
            assertThat(recorded.text()).contains("PHONE_").doesNotContain("ann@example.com");
        });
    }

    @Test
    void textIsAnsweredWholeAndStreamed() {
        var answer = whole(question().build());
        assertThat(text(answer)).contains(ASKED);
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
        assertThat(text(streamed(question().build()))).isEqualTo(text(answer));
        nothingLeft();
    }

    @Test
    void aToolIsCalledAndItsResultAnswered() {
        var params = question().addTool(Write.class).build();
        for (var stream : List.of(false, true)) {
            var first = stream ? streamed(params) : whole(params);
            assertThat(first.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
            var message = first.choices().getFirst().message();
            var call = message.toolCalls().orElseThrow().getFirst().asFunction();
            written(call);
            var next = params.toBuilder()
                    .addMessage(message)
                    .addMessage(ChatCompletionToolMessageParam.builder()
                            .toolCallId(call.id())
                            .content("sent to " + PHONE)
                            .build())
                    .build();
            assertThat(text(stream ? streamed(next) : whole(next))).contains("sent to " + PHONE);
        }
        nothingLeft();
        assertThat(standIn.requests().stream()
                        .map(recorded -> Placeholders.in(recorded.text()))
                        .distinct())
                .hasSize(1);
    }

    private static void written(ChatCompletionMessageFunctionToolCall call) {
        assertThat(call.function().name()).isEqualTo("Write");
        var write = call.function().arguments(Write.class);
        assertThat(write.letter).isEqualTo(ASKED);
        assertThat(write.notes).containsExactly(ASKED);
    }

    @Test
    void itsErrorsAreErrorsOfTheSurface() {
        standIn.next(Script.status(429).retryAfter(3), Script.status(529));
        assertThat(catchThrowableOfType(
                                RateLimitException.class, () -> whole(question().build()))
                        .code())
                .contains("upstream-limit");
        assertThat(catchThrowableOfType(
                                OpenAIServiceException.class,
                                () -> streamed(question().build()))
                        .statusCode())
                .isEqualTo(502);
    }
}
