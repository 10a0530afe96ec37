package io.ambo.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnthropicMessagesTest {
    private static final StandIn STAND_IN =
            StandIn.start(StandInOptions.defaults().withCachedTokens(1));
    private static final Sdk SDK = new Sdk(STAND_IN);
    private static final String[] HEADERS = {"x-api-key", "any", "anthropic-version", "2023-06-01"};
    private static final String START = "{\"model\":\"standin-claude\",\"max_tokens\":500,";
    private static final String USER = "\"messages\":[{\"role\":\"user\",\"content\":\"Ring PHONE_K7QX2MD4\"}]";
    private static final String TOOLS = """
            ,"tools":[{"name":"ring","input_schema":{"type":"object","properties":{"who":{"type":"string"}}}},
             {"name":"note","input_schema":{"type":"object","properties":{"text":{"type":"string"}}}}]""";

    @AfterAll
    static void stop() {
        SDK.close();
        STAND_IN.close();
    }

    private static HttpResponse<String> ask(String members) throws IOException, InterruptedException {
        return SDK.post("/v1/messages", START + members + "}", HEADERS);
    }

    private static JsonNode answer(String members) throws IOException, InterruptedException {
        HttpResponse<String> response = ask(members);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Sdk.json(response.body());
    }

    private static String folded(List<JsonNode> events, int block, String member) {
        return events.stream()
                .filter(event -> event.path("type").stringValue().equals("content_block_delta"))
                .filter(event -> event.path("index").intValue() == block)
                .map(event -> event.path("delta").path(member).stringValue())
                .collect(Collectors.joining());
    }

    private static void refused(HttpResponse<String> response, int status, String type, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode body = Sdk.json(response.body());
        assertThat(body.propertyNames()).containsExactly("type", "error", "request_id");
        assertThat(body.at("/error/type").stringValue()).isEqualTo(type);
        assertThat(body.at("/error/message").stringValue()).contains(message);
        assertThat(response.headers().firstValue("request-id"))
                .contains(body.path("request_id").stringValue());
    }

    @Test
    void messageHasTheVendorsMembersInOrder() throws Exception {
        JsonNode message = answer(USER);
        assertThat(message.propertyNames())
                .containsExactly("model", "id", "type", "role", "content", "stop_reason", "stop_sequence", "usage");
        assertThat(message.at("/content/0/text").stringValue())
                .isEqualTo("[stand-in: no real model is behind this answer] You wrote: \"Ring PHONE_K7QX2MD4\"");
        assertThat(message.path("stop_reason").stringValue()).isEqualTo("end_turn");
        assertThat(message.at("/usage/cache_read_input_tokens").intValue()).isEqualTo(1);
    }

    @Test
    void streamNamesEachEventAndFoldsToTheMessage() throws Exception {
        String stream = ask("\"stream\":true," + USER).body();
        List<String> names = stream.lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring(7))
                .toList();
        assertThat(names).startsWith("message_start", "content_block_start", "ping", "content_block_delta");
        assertThat(names).endsWith("content_block_delta", "content_block_stop", "message_delta", "message_stop");
        List<JsonNode> events = Sdk.events(stream);
        assertThat(events.stream().map(event -> event.path("type").stringValue()))
                .isEqualTo(names);
        JsonNode whole = answer(USER);
        assertThat(folded(events, 0, "text"))
                .isEqualTo(whole.at("/content/0/text").stringValue());
        assertThat(events.getFirst().at("/message/usage/input_tokens")).isEqualTo(whole.at("/usage/input_tokens"));
        assertThat(events.get(events.size() - 2).at("/usage/output_tokens"))
                .isEqualTo(whole.at("/usage/output_tokens"));
    }

    @Test
    void toolsAreUsedInParallelWholeAndStreamed() throws Exception {
        JsonNode content = answer(USER + TOOLS).path("content");
        assertThat(content.size()).isEqualTo(2);
        assertThat(content.at("/1/input").toString()).isEqualTo("{\"text\":\"Ring PHONE_K7QX2MD4\"}");
        List<JsonNode> events =
                Sdk.events(ask("\"stream\":true," + USER + TOOLS).body());
        for (int block = 0; block < 2; block++) {
            assertThat(Sdk.json(folded(events, block, "partial_json")))
                    .isEqualTo(content.get(block).path("input"));
        }
        assertThat(events.get(events.size() - 2).at("/delta/stop_reason").stringValue())
                .isEqualTo("tool_use");
    }

    @Test
    void toolChoiceIsHeeded() throws Exception {
        JsonNode forced = answer(USER + TOOLS + ",\"tool_choice\":{\"type\":\"tool\",\"name\":\"note\"}");
        assertThat(forced.path("content").size()).isEqualTo(1);
        assertThat(forced.at("/content/0/name").stringValue()).isEqualTo("note");
        JsonNode single =
                answer(USER + TOOLS + ",\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}");
        assertThat(single.path("content").size()).isEqualTo(1);
        JsonNode none = answer(USER + TOOLS + ",\"tool_choice\":{\"type\":\"none\"}");
        assertThat(none.at("/content/0/type").stringValue()).isEqualTo("text");
    }

    @Test
    void toolResultsAreRepeated() throws Exception {
        JsonNode message =
                answer("\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":"
                        + "[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"ring\",\"input\":{}}]},{\"role\":\"user\",\"content\":"
                        + "[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"done\"}]}]" + TOOLS);
        assertThat(message.at("/content/0/text").stringValue()).endsWith("The tool returned: \"done\"");
    }

    @Test
    void limitCutsTheMessage() throws Exception {
        HttpResponse<String> response =
                SDK.post("/v1/messages", "{\"model\":\"standin-claude\",\"max_tokens\":4," + USER + "}", HEADERS);
        assertThat(Sdk.json(response.body()).path("stop_reason").stringValue()).isEqualTo("max_tokens");
    }

    @Test
    void mistakesAreRefusedInTheVendorsShape() throws Exception {
        String path = "/v1/messages";
        refused(SDK.post(path, "{}"), 401, "authentication_error", "x-api-key");
        refused(SDK.post(path, "{}", "x-api-key", "any"), 400, "invalid_request_error", "anthropic-version");
        refused(SDK.post(path, "{", HEADERS), 400, "invalid_request_error", "not valid JSON");
        refused(
                SDK.post(path, "{\"model\":\"standin-claude\"," + USER + "}", HEADERS),
                400,
                "invalid_request_error",
                "max_tokens: Field required");
        refused(ask("\"messages\":{}"), 400, "invalid_request_error", "messages: Input should be a valid list");
        refused(ask("\"stream\":1," + USER), 400, "invalid_request_error", "stream: Input should be a valid boolean");
        refused(
                SDK.post(path, "{\"model\":\"gone\",\"max_tokens\":1," + USER + "}", HEADERS),
                404,
                "not_found_error",
                "model: gone");
    }
}
