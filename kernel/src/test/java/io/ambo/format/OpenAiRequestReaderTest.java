package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ambo.core.Capability;
import io.ambo.core.Language;
import io.ambo.core.Refusal;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiRequestReaderTest {

    static List<Golden> wrongInputs() {
        return Golden.all("openai-chat");
    }

    @ParameterizedTest
    @MethodSource("wrongInputs")
    void wrongInputIsRefusedWithItsPlace(Golden wrong) {
        var refusal = catchThrowableOfType(Refusal.class, () -> OpenAiChat.read(wrong.input()));

        assertThat(refusal).as(wrong.name()).isNotNull();
        assertThat(refusal.reason().code() + " " + refusal.place().orElse("-") + "\n" + refusal.message())
                .isEqualTo(wrong.expected());
        assertThat(refusal.in(Language.ZH)).doesNotContain("?").containsPattern("\\p{IsHan}");
    }

    @Test
    void whatChoosingNeedsIsRead() {
        var request = read("""
                {"model":"auto","stream":true,"stream_options":{"include_usage":true},"max_tokens":5,
                 "max_completion_tokens":7,"n":2,"store":true,"seed":null,"logprobs":true,"reasoning_effort":"low",
                 "response_format":{"type":"json_schema"},
                 "tools":[{"type":"function","function":{"name":"f"}},{"type":"web_search"}],
                 "messages":[{"role":"user","content":[{"type":"text","text":"hi"},
                  {"type":"image_url","image_url":{"url":"https://example.org/a.png"}},
                  {"type":"input_audio","input_audio":{}},{"type":"file","file":{}}]}]}
                """);

        assertThat(request.model()).isEqualTo("auto");
        assertThat(request.stream()).isTrue();
        assertThat(request.includeUsage()).isTrue();
        assertThat(request.maxOutput()).hasValue(7);
        assertThat(request.choices()).isEqualTo(2);
        assertThat(request.needs())
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Capability.EMBEDDINGS)));
        assertThat(request.steering()).contains("store", "tools.hosted").doesNotContain("seed");
        assertThat(request.opening()).isEqualTo("hi");
    }

    @Test
    void noReasoningIsNoNeed() {
        assertThat(read("""
                {"model":"auto","reasoning_effort":"none","messages":[{"role":"user","content":"hi"}]}""").needs()).isEmpty();
    }

    @Test
    void nullMeansNotStated() {
        var request = read("""
                {"model":"auto","stream":null,"stream_options":null,"max_tokens":null,"n":null,"tools":null,
                 "messages":[{"role":"assistant","content":null}]}
                """);

        assertThat(request.stream()).isFalse();
        assertThat(request.maxOutput()).isEmpty();
        assertThat(request.choices()).isEqualTo(1);
        assertThat(request.needs()).isEmpty();
    }

    private static Request read(String json) {
        return OpenAiChat.read(json.getBytes(UTF_8));
    }
}
