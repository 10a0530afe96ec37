package io.ambo.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Language;
import io.ambo.core.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class AnthropicRequestTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Target TARGET = target(Set.of());

    static List<Golden> requests() {
        return Golden.all("anthropic-request");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsSaidInAnthropicsWordsOrRefusedWithItsPlace(Golden golden) {
        try {
            var written = write(golden.input(), TARGET);
            assertThat(MAPPER.readTree(written).toPrettyString())
                    .isEqualTo(MAPPER.readTree(golden.expected()).toPrettyString());
        } catch (Refusal e) {
            assertThat(e.reason().code() + " " + e.place().orElse("-")).isEqualTo(golden.expected());
            assertThat(e.in(Language.ZH)).doesNotContain("?").containsPattern("\\p{IsHan}");
            assertThat(e.in(Language.EN)).doesNotContain("?");
        }
    }

    @Test
    void argumentsLeaveAsTheyStand() {
        var written = write("""
                {"model":"auto","messages":[{"role":"assistant","tool_calls":[{"id":"c","type":"function",
                 "function":{"name":"f","arguments":"{ \\"b\\": 1.50,\\n\\"a\\": \\"\\\\u4e2d\\" }"}}]}]}
                """.getBytes(UTF_8), TARGET);

        assertThat(new String(written, UTF_8)).contains("\"input\":{ \"b\": 1.50,\n\"a\": \"\\u4e2d\" }");
    }

    @Test
    void whatIsDroppedIsNamed() {
        var prepared = new AnthropicMessages().prepare(OpenAiChat.read("""
                {"model":"auto","user":"u1","seed":7,"logit_bias":null,"stream_options":{"include_usage":true},
                 "messages":[{"role":"user","name":"Li","content":[{"type":"text","text":"hi","cache_control":{}}]}]}
                """.getBytes(UTF_8)), TARGET);

        assertThat(prepared.dropped())
                .containsExactly("user", "seed", "messages[0].name", "messages[0].content[0].cache_control");
        assertThat(prepared.asArrived()).isFalse();
    }

    @Test
    void aProvidersQuirksHoldForTheNewBody() {
        var body = """
                {"model":"auto","temperature":0.5,"top_p":0.9,"messages":[{"role":"user","content":"hi"}]}
                """.getBytes(UTF_8);

        assertThat(new String(write(body, target(Set.of("top_p"))), UTF_8))
                .contains("\"temperature\":0.5")
                .doesNotContain("top_p");
    }

    @Test
    void theDialectIsListedWithItsHeaders() {
        var dialect = Dialects.of("anthropic-messages").orElseThrow();

        assertThat(dialect.prepare(request("hi"), target(Set.of())).path()).isEqualTo("/messages");
        assertThat(dialect.keyHeader()).isEqualTo(new Dialect.KeyHeader("x-api-key", ""));
        assertThat(dialect.headers()).containsExactly(Map.entry("anthropic-version", "2023-06-01"));
    }

    static Request request(String content) {
        return OpenAiChat.read(
                ("{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + content + "\"}]}")
                        .getBytes(UTF_8));
    }

    private static Target target(Set<String> drop) {
        return new Target("claude-x", true, true, Optional.empty(), drop, Map.of(), 4096);
    }

    private static byte[] write(byte[] body, Target target) {
        var prepared = new AnthropicMessages().prepare(OpenAiChat.read(body), target);
        return prepared.edits().applyTo(prepared.body().bytes());
    }
}
