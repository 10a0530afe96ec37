package io.ambo.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiChatTest {
    private static final StandIn STAND_IN =
            StandIn.start(StandInOptions.defaults().withCachedTokens(3));
    private static final Sdk SDK = new Sdk(STAND_IN);
    private static final String[] KEY = {"Authorization", "Bearer any"};
    private static final String USER = "\"messages\":[{\"role\":\"user\",\"content\":\"Ring PHONE_K7QX2MD4 or 张三\"}]";
    private static final String SAID = "Ring PHONE_K7QX2MD4 or 张三";
    private static final String TOOLS = """
            "tools":[{"type":"function","function":{"name":"ring","parameters":{"type":"object","properties":
             {"who":{"type":"string"},"times":{"type":"integer","minimum":2}}}}},
             {"type":"function","function":{"name":"note","parameters":{"type":"object","properties":
             {"lines":{"type":"array","items":{"type":"string"}}}}}}]""";

    @AfterAll
    static void stop() {
        SDK.close();
        STAND_IN.close();
    }

    private static HttpResponse<String> ask(String members) throws IOException, InterruptedException {
        return SDK.post("/v1/chat/completions", "{\"model\":\"standin-large\"," + members + "}", KEY);
    }

    private static JsonNode answer(String members) throws IOException, InterruptedException {
        HttpResponse<String> response = ask(members);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Sdk.json(response.body());
    }

    private static List<JsonNode> stream(String members) throws IOException, InterruptedException {
        HttpResponse<String> response = ask("\"stream\":true," + members);
        assertThat(response.body()).endsWith("\n\ndata: [DONE]\n\n");
        return Sdk.events(response.body());
    }

    private static String content(List<JsonNode> events, int choice) {
        return events.stream()
                .flatMap(event -> event.path("choices").valueStream())
                .filter(each -> each.path("index").intValue() == choice)
                .map(each -> each.at("/delta/content").asString(""))
                .collect(Collectors.joining());
    }

    private static String arguments(List<JsonNode> events, int call) {
        return events.stream()
                .flatMap(event -> event.at("/choices/0/delta/tool_calls").valueStream())
                .filter(each -> each.path("index").intValue() == call)
                .map(each -> each.at("/function/arguments").asString(""))
                .collect(Collectors.joining());
    }

    private static void refused(HttpResponse<String> response, int status, String param, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = Sdk.json(response.body()).path("error");
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(error.path("type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(error.path("param").asString("")).isEqualTo(param);
        assertThat(error.path("code").asString("")).isEqualTo(code);
    }

    @Test
    void answerHasTheVendorsMembersInOrderAndSaysThatNoModelIsBehindIt() throws Exception {
        HttpResponse<String> response = ask(USER);
        JsonNode answer = Sdk.json(response.body());
        assertThat(answer.propertyNames())
                .containsExactly(
                        "id", "object", "created", "model", "choices", "usage", "service_tier", "system_fingerprint");
        assertThat(answer.at("/choices/0/message").propertyNames())
                .containsExactly("role", "content", "refusal", "annotations");
        assertThat(answer.at("/choices/0/message/content").stringValue())
                .isEqualTo("【替身应答：背后没有真正的模型】你说的是：「" + SAID + "」");
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("x-request-id").orElseThrow()).startsWith("req_");
        assertThat(response.headers().firstValue("openai-processing-ms").orElseThrow())
                .matches("[0-9]+");
    }

    @Test
    void sameQuestionGetsTheSameBytes() throws Exception {
        assertThat(ask(USER).body()).isEqualTo(ask(USER).body());
    }

    @Test
    void englishIsAnsweredInEnglish() throws Exception {
        JsonNode answer = answer("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                + "{\"type\":\"text\",\"text\":\"b\"}]}]");
        assertThat(answer.at("/choices/0/message/content").stringValue())
                .isEqualTo("[stand-in: no real model is behind this answer] You wrote: \"ab\"");
    }

    @Test
    void streamFoldsToTheWholeAnswerInEveryPieceLength() throws Exception {
        String whole = answer(USER).at("/choices/0/message/content").stringValue();
        for (int chunk : new int[] {1, 2, 3, 7, 1000}) {
            STAND_IN.next(Script.answer().chunk(chunk));
            assertThat(content(stream(USER), 0)).isEqualTo(whole);
        }
    }

    @Test
    void streamHasRoleThenPiecesThenFinishAndUsageOnlyWhenAsked() throws Exception {
        List<JsonNode> plain = stream(USER);
        assertThat(plain.getFirst().at("/choices/0/delta").propertyNames())
                .containsExactly("role", "content", "refusal");
        assertThat(plain.get(1).at("/choices/0/delta/content").stringValue().codePoints())
                .hasSize(4);
        assertThat(plain.getLast().at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(plain).noneMatch(event -> event.has("usage"));
        List<JsonNode> told =
                stream(USER + ",\"stream_options\":{\"include_usage\":true,\"include_obfuscation\":false}");
        assertThat(told.getFirst().path("usage").isNull()).isTrue();
        assertThat(told.getLast().path("choices").isEmpty()).isTrue();
        assertThat(told.getLast().path("usage")).isEqualTo(answer(USER).path("usage"));
        assertThat(told).noneMatch(event -> event.has("obfuscation"));
    }

    @Test
    void usageAddsUpAndTellsCachedTokens() throws Exception {
        JsonNode usage = answer(USER).path("usage");
        assertThat(usage.path("total_tokens").intValue())
                .isEqualTo(usage.path("prompt_tokens").intValue()
                        + usage.path("completion_tokens").intValue());
        assertThat(usage.at("/prompt_tokens_details/cached_tokens").intValue()).isEqualTo(3);
    }

    @Test
    void toolsAreCalledInParallelWithTheUsersTextInEveryString() throws Exception {
        JsonNode calls = answer(USER + "," + TOOLS).at("/choices/0/message/tool_calls");
        assertThat(calls.size()).isEqualTo(2);
        assertThat(Sdk.json(calls.at("/0/function/arguments").stringValue()).toString())
                .isEqualTo("{\"who\":\"" + SAID + "\",\"times\":2}");
        assertThat(Sdk.json(calls.at("/1/function/arguments").stringValue()).toString())
                .isEqualTo("{\"lines\":[\"" + SAID + "\"]}");
        assertThat(calls.at("/0/id").stringValue())
                .isNotEqualTo(calls.at("/1/id").stringValue());
    }

    @Test
    void streamedArgumentsFoldToTheWholeOnesInterleavedOrNot() throws Exception {
        JsonNode calls = answer(USER + "," + TOOLS).at("/choices/0/message/tool_calls");
        for (Script script :
                List.of(Script.answer(), Script.answer().interleaved().chunk(3))) {
            STAND_IN.next(script);
            List<JsonNode> events = stream(USER + "," + TOOLS);
            for (int call = 0; call < 2; call++) {
                assertThat(arguments(events, call))
                        .isEqualTo(calls.at("/" + call + "/function/arguments").stringValue());
            }
            assertThat(events.getLast().at("/choices/0/finish_reason").stringValue())
                    .isEqualTo("tool_calls");
        }
    }

    @Test
    void interleavedCallsTakeTurns() throws Exception {
        STAND_IN.next(Script.answer().interleaved());
        List<Integer> order = stream(USER + "," + TOOLS).stream()
                .flatMap(event -> event.at("/choices/0/delta/tool_calls").valueStream())
                .map(call -> call.path("index").intValue())
                .toList();
        assertThat(order).startsWith(0, 1, 0, 1, 0, 1);
    }

    @Test
    void toolChoiceAndParallelAreHeeded() throws Exception {
        assertThat(answer(USER + "," + TOOLS + ",\"parallel_tool_calls\":false")
                        .at("/choices/0/message/tool_calls")
                        .size())
                .isEqualTo(1);
        assertThat(answer(USER + "," + TOOLS
                                + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"note\"}}")
                        .at("/choices/0/message/tool_calls/0/function/name")
                        .stringValue())
                .isEqualTo("note");
        assertThat(answer(USER + "," + TOOLS + ",\"tool_choice\":\"none\"")
                        .at("/choices/0/message")
                        .has("tool_calls"))
                .isFalse();
    }

    @Test
    void toolResultsAreRepeated() throws Exception {
        JsonNode answer = answer("\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\","
                + "\"tool_calls\":[]},{\"role\":\"tool\",\"content\":\"one\"},{\"role\":\"tool\",\"content\":\"two\"}],"
                + TOOLS);
        assertThat(answer.at("/choices/0/message/content").stringValue()).endsWith("The tool returned: \"one\ntwo\"");
    }

    @Test
    void schemaIsFilledWithTheUsersText() throws Exception {
        JsonNode answer =
                answer(USER + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\","
                        + "\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}}}");
        assertThat(answer.at("/choices/0/message/content").stringValue()).isEqualTo("{\"a\":\"" + SAID + "\"}");
        JsonNode object = answer(USER + ",\"response_format\":{\"type\":\"json_object\"}");
        assertThat(Sdk.json(object.at("/choices/0/message/content").stringValue())
                        .path("text")
                        .stringValue())
                .isEqualTo(SAID);
    }

    @Test
    void severalChoicesComeWholeAndStreamed() throws Exception {
        JsonNode choices = answer(USER + ",\"n\":3").path("choices");
        assertThat(choices.size()).isEqualTo(3);
        List<JsonNode> events = stream(USER + ",\"n\":3");
        for (int choice = 0; choice < 3; choice++) {
            assertThat(content(events, choice))
                    .isEqualTo(choices.at("/" + choice + "/message/content").stringValue());
        }
    }

    @Test
    void limitCutsTheAnswerAndSaysSo() throws Exception {
        for (String limit : List.of("max_tokens", "max_completion_tokens")) {
            JsonNode answer = answer(USER + ",\"" + limit + "\":5");
            assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
            assertThat(answer.at("/usage/completion_tokens").intValue()).isEqualTo(5);
        }
    }

    @Test
    void modelsAreListedOneByOneAndAllTogether() throws Exception {
        JsonNode list = Sdk.json(SDK.get("/v1/models", KEY).body());
        assertThat(list.path("data").valueStream().map(model -> model.path("id").stringValue()))
                .containsExactly("standin-large", "standin-small", "standin-claude", "standin-embedding");
        assertThat(Sdk.json(SDK.get("/v1/models/standin-small", KEY).body()))
                .isEqualTo(list.path("data").get(1));
        HttpResponse<String> unknown = SDK.get("/v1/models/nobody%2Fnothing", KEY);
        refused(unknown, 404, "model", "model_not_found");
        assertThat(unknown.body()).contains("`nobody/nothing`");
    }

    @Test
    void mistakesAreRefusedInTheVendorsShape() throws Exception {
        String path = "/v1/chat/completions";
        refused(SDK.post(path, "{}"), 401, "", "");
        refused(SDK.post(path, "{\"model\":", KEY), 400, "", "");
        refused(SDK.post(path, "{\"messages\":[]}", KEY), 400, "model", "missing_required_parameter");
        refused(ask("\"n\":1"), 400, "messages", "missing_required_parameter");
        refused(ask("\"messages\":\"x\""), 400, "messages", "invalid_type");
        refused(ask("\"messages\":[]"), 400, "messages", "invalid_value");
        refused(ask("\"messages\":[{\"content\":\"x\"}]"), 400, "messages[0].role", "missing_required_parameter");
        refused(ask("\"stream\":\"yes\"," + USER), 400, "stream", "invalid_type");
        refused(ask("\"max_tokens\":0," + USER), 400, "max_tokens", "invalid_value");
        refused(ask("\"n\":1000," + USER), 400, "n", "invalid_value");
        refused(SDK.post(path, "{\"model\":\"gpt-9\"," + USER + "}", KEY), 404, "", "model_not_found");
        refused(SDK.post("/v1/nowhere", "{}", KEY), 404, "", "unknown_url");
        refused(SDK.get(path, KEY), 405, "", "method_not_supported");
    }

    @Test
    void onlyTheConfiguredKeyIsLetIn() throws Exception {
        try (StandIn guarded = StandIn.start(StandInOptions.defaults().withKey("right"));
                Sdk sdk = new Sdk(guarded)) {
            refused(sdk.get("/v1/models", "Authorization", "Bearer wrong"), 401, "", "invalid_api_key");
            assertThat(sdk.get("/v1/models", "Authorization", "Bearer right").statusCode())
                    .isEqualTo(200);
        }
    }
}
