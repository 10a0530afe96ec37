package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.wire.SseEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A caller of Anthropic's Messages before a destination of OpenAI's format, and before one of its own. */
class MessagesTranslationTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Target TARGET =
            new Target("gpt-x", true, true, true, Optional.empty(), Set.of(), Map.of(), 4096);

    /** As an agent of Anthropic's sends it: large instructions with marks, tools, thinking of the turn before. */
    private static final String AGENT = """
            {"model":"claude","max_tokens":32000,"stream":true,"temperature":1,
             "system":[{"type":"text","text":"You are an agent.","cache_control":{"type":"ephemeral"}},
                       {"type":"text","text":"Rules.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
             "thinking":{"type":"enabled","budget_tokens":8000},"metadata":{"user_id":"u"},
             "stop_sequences":["END"],
             "tools":[{"name":"Read","description":"Reads.","input_schema":{"type":"object","properties":{"path":{"type":"string"}}}},
                      {"name":"List","input_schema":{"type":"object"},"cache_control":{"type":"ephemeral"}}],
             "tool_choice":{"type":"auto","disable_parallel_tool_use":true},
             "messages":[
              {"role":"user","content":"Look."},
              {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"EqQB"},
                {"type":"redacted_thinking","data":"AAAA"},
                {"type":"text","text":"I look."},
                {"type":"tool_use","id":"toolu_1","name":"Read","input":{"path":"a.txt"}},
                {"type":"tool_use","id":"toolu_2","name":"List","input":{}}]},
              {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"hello"}]},
                {"type":"tool_result","tool_use_id":"toolu_2","content":"none","is_error":true},
                {"type":"text","text":"And now?","cache_control":{"type":"ephemeral"}}]}]}
            """;

    private static Request request(String json) {
        return Surface.MESSAGES.read(json.getBytes(UTF_8), 64);
    }

    private static JsonNode sent(Prepared prepared) {
        return MAPPER.readTree(prepared.edits().applyTo(prepared.body().bytes()));
    }

    @Test
    void anAgentsRequestIsSaidInOpenAisFormatAndWhatIsDroppedIsNamed() {
        var prepared = OpenAiChat.FORMAT.prepare(request(AGENT), TARGET);

        assertThat(sent(prepared)).isEqualTo(MAPPER.readTree("""
                {"model":"gpt-x","messages":[
                 {"role":"system","content":"You are an agent.\\n\\nRules."},
                 {"role":"user","content":"Look."},
                 {"role":"assistant","content":"I look.","tool_calls":[
                  {"id":"toolu_1","type":"function","function":{"name":"Read","arguments":"{\\"path\\":\\"a.txt\\"}"}},
                  {"id":"toolu_2","type":"function","function":{"name":"List","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"toolu_1","content":"hello"},
                 {"role":"tool","tool_call_id":"toolu_2","content":"none"},
                 {"role":"user","content":"And now?"}],
                 "tools":[
                  {"type":"function","function":{"name":"Read","description":"Reads.","parameters":{"type":"object","properties":{"path":{"type":"string"}}}}},
                  {"type":"function","function":{"name":"List","parameters":{"type":"object"}}}],
                 "tool_choice":"auto","parallel_tool_calls":false,
                 "max_tokens":4096,"temperature":1,"stop":["END"],
                 "stream":true,"stream_options":{"include_usage":true}}
                """));
        assertThat(prepared.asArrived()).isFalse();
        assertThat(prepared.dropped())
                .contains("thinking", "metadata", "cache_control", "messages[1].content[0]", "messages[1].content[1]");
    }

    @Test
    void toADestinationOfItsOwnFormatOnlyTheModelsNameIsChanged() {
        var prepared = AnthropicMessages.FORMAT.prepare(request(AGENT), TARGET);

        assertThat(new String(prepared.edits().applyTo(prepared.body().bytes()), UTF_8))
                .isEqualTo(AGENT.replace("\"model\":\"claude\"", "\"model\":\"gpt-x\""));
        assertThat(prepared.asArrived()).isTrue();
        assertThat(prepared.dropped()).isEmpty();
        assertThat(prepared.body().opaque())
                .as("signature and redacted thinking")
                .hasSize(2);
    }

    @Test
    void picturesFilesAndSchemasGoAlong() {
        var sent = sent(OpenAiChat.FORMAT.prepare(request("""
                {"model":"m","max_tokens":9,
                 "output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{}}}},
                 "messages":[{"role":"user","content":[
                  {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBO"}},
                  {"type":"image","source":{"type":"url","url":"https://a.example/x.png"}},
                  {"type":"document","title":"t","source":{"type":"base64","media_type":"application/pdf","data":"JVBE"}},
                  {"type":"document","source":{"type":"text","media_type":"text/plain","data":"words"}}]}]}
                """), TARGET));

        assertThat(sent.at("/messages/0/content")).isEqualTo(MAPPER.readTree("""
                [{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBO"}},
                 {"type":"image_url","image_url":{"url":"https://a.example/x.png"}},
                 {"type":"file","file":{"filename":"t","file_data":"data:application/pdf;base64,JVBE"}},
                 {"type":"text","text":"words"}]
                """));
        assertThat(sent.at("/response_format/json_schema/schema/type").asString())
                .isEqualTo("object");
    }

    @Test
    void aReplyOfOpenAisIsTheSameMessageStreamedAndWholeHoweverItIsCut() throws Exception {
        var asked = request("{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        for (var seed = 0; seed < 200; seed++) {
            var said = new RandomAnswer(seed).openAi();
            var whole = OpenAiChat.FORMAT.translator(asked, 0).whole(said.whole());
            var uncut = Fold.translated(OpenAiChat.FORMAT.translator(asked, 0), said.stream(), 0);

            assertThat(folded(uncut)).as("seed %s", seed).isEqualTo(comparable(MAPPER.readTree(whole)));
            for (var cut = 1; seed < 3 && cut <= said.stream().length; cut++) {
                assertThat(Fold.raw(Fold.translated(OpenAiChat.FORMAT.translator(asked, 0), said.stream(), cut)))
                        .as("seed %s, cut at %s", seed, cut)
                        .isEqualTo(Fold.raw(uncut));
            }
        }
    }

    @Test
    void aReplyOfItsOwnFormatGoesOnByteForByte() throws Exception {
        var asked = request("{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        for (var seed = 0; seed < 50; seed++) {
            var said = new RandomAnswer(seed).anthropic();
            assertThat(Fold.raw(Fold.translated(AnthropicMessages.FORMAT.translator(asked, 0), said.stream(), 0)))
                    .isEqualTo(new String(said.stream(), UTF_8));
            assertThat(AnthropicMessages.FORMAT.translator(asked, 0).whole(said.whole()))
                    .isEqualTo(said.whole());
        }
    }

    /** The message that Anthropic's clients build of a stream. */
    private static JsonNode folded(List<SseEvent> events) {
        ObjectNode message = MAPPER.createObjectNode();
        var blocks = new TreeMap<Integer, ObjectNode>();
        var inputs = new TreeMap<Integer, StringBuilder>();
        for (var event : events) {
            var data = MAPPER.readTree(event.data());
            assertThat(data.path("type").asString()).isEqualTo(event.type());
            var block = data.path("index").asInt(-1);
            switch (event.type()) {
                case "message_start" -> message = (ObjectNode) data.path("message");
                case "content_block_start" -> blocks.put(block, (ObjectNode) data.path("content_block"));
                case "content_block_delta" ->
                    add(Objects.requireNonNull(blocks.get(block)), data.path("delta"), inputs, block);
                case "message_delta" -> {
                    message.setAll((ObjectNode) data.path("delta"));
                    message.set("usage", data.path("usage"));
                }
                default -> {}
            }
        }
        inputs.forEach((block, json) ->
                Objects.requireNonNull(blocks.get(block)).set("input", MAPPER.readTree(json.toString())));
        var content = MAPPER.createArrayNode();
        blocks.values().forEach(content::add);
        message.set("content", content);
        assertThat(events.getLast().type()).isEqualTo("message_stop");
        return comparable(message);
    }

    private static void add(ObjectNode block, JsonNode delta, Map<Integer, StringBuilder> inputs, int number) {
        for (var name : List.of("text", "thinking")) {
            if (delta.has(name)) {
                block.put(name, block.path(name).asString("") + delta.path(name).asString());
            }
        }
        if (delta.has("partial_json")) {
            inputs.computeIfAbsent(number, _ -> new StringBuilder())
                    .append(delta.path("partial_json").asString());
        }
    }

    /** A whole reply does not say in which order texts and calls came; here each kind is one. */
    private static JsonNode comparable(JsonNode message) {
        var texts = new TreeMap<String, String>();
        ArrayNode calls = MAPPER.createArrayNode();
        for (var block : message.path("content")) {
            var type = block.path("type").asString();
            if (type.equals("tool_use")) {
                calls.add(block);
            } else {
                texts.merge(type, block.path(type).asString(), String::concat);
            }
        }
        var compared = MAPPER.createObjectNode();
        texts.forEach(compared::put);
        compared.set("calls", calls);
        for (var name : List.of("id", "model", "role", "type", "stop_reason", "stop_sequence", "usage")) {
            compared.set(name, message.path(name));
        }
        return compared;
    }
}
