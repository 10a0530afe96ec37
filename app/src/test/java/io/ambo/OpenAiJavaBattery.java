package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonMissing;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.models.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What OpenAI's own library for Java does with a running Ambo, whoever answers. */
abstract class OpenAiJavaBattery {

    /** What the structured answer shall be. */
    public static final class City {
        @JsonProperty("name")
        public String name = "";

        @JsonProperty("inhabitants")
        public int inhabitants;
    }

    private OpenAIClient client;

    /** The house that is asked. */
    abstract LiveServer server();

    /** A key of that house. */
    abstract String key();

    /** The name to ask for. */
    abstract String model();

    @BeforeEach
    void connect() {
        client = client(key());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    final OpenAIClient client() {
        return client;
    }

    private OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(server().at("/v1").toString())
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    final ChatCompletionCreateParams.Builder question(String text) {
        return ChatCompletionCreateParams.builder()
                .model(model())
                .temperature(0)
                .maxCompletionTokens(60)
                .addUserMessage(text);
    }

    final ChatCompletion streamed(ChatCompletionCreateParams params) {
        var accumulator = ChatCompletionAccumulator.create();
        try (var stream = client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElse("");
    }

    @Test
    void chatIsAnsweredWithTextFinishAndUsage() {
        var answer =
                client.chat().completions().create(question("Say hello to me.").build());
        assertThat(text(answer)).isNotBlank();
        assertThat(answer.usage()).hasValueSatisfying(usage -> {
            assertThat(usage.promptTokens()).isPositive();
            assertThat(usage.completionTokens()).isPositive();
            assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
        });
        assertThat(answer.choices().getFirst().finishReason().asString()).isIn("stop", "length");
    }

    @Test
    void streamComesInManyPiecesAndFoldsToTheWholeAnswer() {
        var params = question("Count from one to five.").build();
        var pieces = new ArrayList<String>();
        try (var stream = client.chat().completions().createStreaming(params)) {
            stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .forEach(choice -> choice.delta().content().ifPresent(pieces::add));
        }
        assertThat(pieces).hasSizeGreaterThan(2);
        var whole = client.chat().completions().create(params);
        assertThat(String.join("", pieces)).isEqualTo(text(whole)).isNotBlank();
        assertThat(text(streamed(params))).isEqualTo(text(whole));
    }

    @Test
    void streamTellsUsageOnlyToWhoAsks() {
        var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
        assertThat(usages(question("Say hello.").streamOptions(options).build()))
                .hasSize(1);
        assertThat(usages(question("Say hello.").build())).isEmpty();
    }

    private List<Long> usages(ChatCompletionCreateParams params) {
        try (var stream = client.chat().completions().createStreaming(params)) {
            return stream.stream()
                    .flatMap(chunk -> chunk.usage().stream())
                    .map(usage -> usage.totalTokens())
                    .toList();
        }
    }

    @Test
    void structuredAnswerIsReadIntoAClass() {
        var params = question("Name a city and how many people live there.")
                .maxCompletionTokens(300)
                .responseFormat(City.class)
                .build();
        var answer = client.chat().completions().create(params);
        assertThat(answer.choices().getFirst().message().content())
                .hasValueSatisfying(city -> assertThat(city.name).isNotNull());
    }

    @Test
    void structuredAnswerIsStreamedToo() {
        var params = question("Name a city and how many people live there.")
                .maxCompletionTokens(300)
                .responseFormat(City.class)
                .build();
        var accumulator = ChatCompletionAccumulator.create();
        try (var stream = client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        assertThat(accumulator
                        .chatCompletion(City.class)
                        .choices()
                        .getFirst()
                        .message()
                        .content())
                .isPresent();
    }

    @Test
    void modelsAreListedAndFoundOneByOne() {
        var names = client.models().list().data().stream().map(Model::id).toList();
        assertThat(names).contains("auto", "quick", "careful", model());
        assertThat(client.models().retrieve(model()).id()).isEqualTo(model());
        assertThat(catchThrowableOfType(
                        NotFoundException.class, () -> client.models().retrieve("nobody-9")))
                .satisfies(error -> assertThat(error.code()).contains("unknown-model"));
    }

    @Test
    void unknownModelIsANotFoundException() {
        var params = question("Hello.").model("gpt-99-nobody").build();
        var error = catchThrowableOfType(
                NotFoundException.class, () -> client.chat().completions().create(params));
        assertThat(error.code()).contains("unknown-model");
        assertThat(error.getMessage()).isNotBlank();
        var streaming = catchThrowableOfType(NotFoundException.class, () -> streamed(params));
        assertThat(streaming.code()).contains("unknown-model");
    }

    @Test
    @SuppressWarnings("unchecked") // the library's raw values are of no type
    void missingMemberIsABadRequestExceptionThatNamesIt() {
        for (var wrong : Map.of(
                        "messages", JsonMissing.of(),
                        "messages[0].role", JsonValue.from(List.of(Map.of("content", "Hello."))))
                .entrySet()) {
            var params = ChatCompletionCreateParams.builder()
                    .model(model())
                    .messages(wrong.getValue())
                    .build();
            var error = catchThrowableOfType(
                    BadRequestException.class, () -> client.chat().completions().create(params));
            assertThat(error.code()).contains("invalid-member");
            assertThat(error.param()).contains(wrong.getKey());
        }
    }

    @Test
    void wrongKeyIsAnUnauthorizedException() {
        var stranger = client("ambo-thisisnokeyofthishouse0000000000");
        var params = question("Hello.").build();
        var error = catchThrowableOfType(
                UnauthorizedException.class, () -> stranger.chat().completions().create(params));
        assertThat(error.code()).contains("wrong-key");
        assertThat(error.getMessage()).doesNotContain("thisisnokey");
        stranger.close();
    }

    @Test
    void contextThatIsTooLongIsRefusedAsSuch() {
        var params = question("word ".repeat(400_000)).build();
        var error = catchThrowableOfType(
                OpenAIServiceException.class, () -> client.chat().completions().create(params));
        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(error.getMessage()).contains("context-length");
    }
}
