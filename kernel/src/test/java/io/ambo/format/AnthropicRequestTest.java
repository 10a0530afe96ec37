package io.ambo.format;

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
        var prepared = AnthropicMessages.FORMAT.prepare(OpenAiChat.read("""
                {"model":"auto","user":"u1","seed":7,"logit_bias":null,"stream_options":{"include_usage":true},
                 "messages":[{"role":"user","name":"Li","content":[{"type":"text","text":"hi","cache_control":{}}]}]}
                """.getBytes(UTF_8)), TARGET);

        assertThat(prepared.dropped())
                .containsExactly("user", "seed", "messages[0].name", "messages[0].content[0].cache_control");
        assertThat(prepared.asArrived()).isFalse();
    }

    @Test
    void everythingThatIsDroppedOrChangedInsideIsNamed() {
        assertThat(dropped("""
                {"model":"auto","temperature":1.5,"stream_options":{"include_usage":true,"x":1},
                 "response_format":{"type":"json_object"},
                 "tools":[{"type":"function","index":1,"function":{"name":"f","strict":true,"examples":[1]}}],
                 "messages":[{"role":"user","content":[{"type":"image_url",
                   "image_url":{"url":"https://example.org/a.png","detail":"low"}},
                  {"type":"file","file":{"file_data":"JVBERi0x","pages":3}},
                  {"type":"text","text":" ","cache_control":{"type":"ephemeral"}}]},
                  {"role":"system","content":"stop"},
                  {"role":"assistant","content":"so ","reasoning_content":"hm","tool_calls":[{"id":"a","index":0,
                   "type":"function","extra_content":{},"function":{"name":"f","arguments":"{}","x":1}}]},
                  {"role":"tool","tool_call_id":"a","name":"f","content":[{"type":"text","text":"x","x":1,
                   "cache_control":{"type":"ephemeral","ttl":"9h"}}]},
                  {"role":"assistant","content":"and "}]}
                """))
                .containsExactlyInAnyOrder(
                        "temperature",
                        "response_format",
                        "stream_options.x",
                        "tools[0].index",
                        "tools[0].function.strict",
                        "tools[0].function.examples",
                        "messages[0].content[0].image_url.detail",
                        "messages[0].content[1].file.pages",
                        "messages[0].content[2].text",
                        "messages[0].content[2].cache_control",
                        "messages[1].role",
                        "messages[2].reasoning_content",
                        "messages[2].tool_calls[0].index",
                        "messages[2].tool_calls[0].extra_content",
                        "messages[2].tool_calls[0].function.x",
                        "messages[3].name",
                        "messages[3].content[0].x",
                        "messages[3].content[0].cache_control.ttl",
                        "messages[4].content");
    }

    @Test
    void whatSaysNothingIsNotNamed() {
        assertThat(dropped("""
                {"model":"auto","user":null,"response_format":{"type":"text"},"tools":[],
                 "messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"","tool_calls":[]},
                  {"role":"user","content":"?"}]}
                """)).isEmpty();
    }

    @Test
    void aDestinationThatEnforcesSchemasGetsThemInItsOwnForm() throws Exception {
        var target = new Target("claude-x", true, true, true, Optional.empty(), Set.of(), Map.of(), 4096);
        var strict = """
                {"model":"auto","messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_schema",
                 "json_schema":{"name":"p","strict":%s,"schema":{"type":"object","additionalProperties":false}}},
                 "tools":[{"type":"function","function":{"name":"f","strict":true}}]}
                """;
        var written = MAPPER.readTree(write(strict.formatted("true").getBytes(UTF_8), target));

        assertThat(written.at("/output_config/format").toString())
                .isEqualTo(
                        "{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\",\"additionalProperties\":false}}");
        assertThat(written.at("/tools").size()).isEqualTo(1);
        assertThat(written.at("/tools/0/strict").asBoolean()).isTrue();
        assertThat(written.has("tool_choice")).isFalse();

        var loose = MAPPER.readTree(write(strict.formatted("false").getBytes(UTF_8), target));

        assertThat(loose.has("output_config")).isFalse();
        assertThat(loose.at("/tools/1/name").asString()).isEqualTo("answer_in_json");
    }

    @Test
    void idsAreGivenInTimeThatGrowsWithTheCalls() {
        var ids = new CallIds();
        for (var i = 0; i < 200_000; i++) {
            ids.call(i % 2 == 0 ? "" : "same");
        }
        for (var i = 0; i < 100_000; i++) {
            ids.result("same");
            ids.result("");
        }
        assertThat(ids.result("same")).isEqualTo("call_no_199999");
    }

    private static List<String> dropped(String body) {
        return AnthropicMessages.FORMAT
                .prepare(OpenAiChat.read(body.getBytes(UTF_8)), TARGET)
                .dropped();
    }

    @Test
    void aProvidersQuirksHoldForTheNewBody() {
        var body = """
                {"model":"auto","temperature":0.5,"top_p":0.9,"messages":[{"role":"user","content":"hi"}]}
                """.getBytes(UTF_8);

        assertThat(new String(write(body, target(Set.of("top_p"))), UTF_8))
                .contains("\"temperature\":0.5")
                .doesNotContain("top_p");
        assertThat(AnthropicMessages.FORMAT
                        .prepare(OpenAiChat.read(body), target(Set.of("top_p")))
                        .dropped())
                .containsExactly("top_p");
    }

    @Test
    void theDialectIsListedWithItsHeaders() {
        var dialect = WireFormats.of("anthropic-messages").orElseThrow();

        assertThat(dialect.prepare(request("hi"), target(Set.of())).path()).isEqualTo("/messages");
        assertThat(dialect.keyHeader()).isEqualTo(new WireFormat.KeyHeader("x-api-key", ""));
        assertThat(dialect.headers()).containsExactly(Map.entry("anthropic-version", "2023-06-01"));
    }

    static Request request(String content) {
        return OpenAiChat.read(
                ("{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + content + "\"}]}")
                        .getBytes(UTF_8));
    }

    private static Target target(Set<String> drop) {
        return new Target("claude-x", true, true, false, Optional.empty(), drop, Map.of(), 4096);
    }

    private static byte[] write(byte[] body, Target target) {
        var prepared = AnthropicMessages.FORMAT.prepare(OpenAiChat.read(body), target);
        return prepared.edits().applyTo(prepared.body().bytes());
    }
}
