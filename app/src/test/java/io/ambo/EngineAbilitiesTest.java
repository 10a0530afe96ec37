package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model can do through the real engine, and that what it cannot is refused by a rule and never asked of the
 * engine. The weights are the default ones; a template makes of them a model that calls functions and thinks, once a
 * conversation shows it how. It needs to repeat what it was shown, so it runs without the penalty on repetition that the
 * default engine file sets.
 */
class EngineAbilitiesTest {

    private static final Path MODELS = Path.of("target/engine-home/models/abilities.yaml");
    private static final Path ENGINES = Path.of("target/engine-home/engines/unpenalized.yaml");
    private static final Path TEMPLATE = Path.of("src/test/resources/io/ambo/able.jinja");
    private static final String ABLE = "embedded/able";
    private static final String PLAIN = "embedded/plain";
    private static final String FILE = """
            provider: embedded
            models:
              - id: able
                context: 8192
                capabilities: [tools, json, logprobs, reasoning]
                languages: [en]
                price: {currency: USD, per: 1000000, input: 0, output: 0, since: 2026-01-01, source: runs here, read: 2026-11-26}
                tuning: {engine: unpenalized, memory: 300 MiB, slots: 1, template: %s, draft-model: %s}
              - id: plain
                context: 8192
                languages: [en]
                price: {currency: USD, per: 1000000, input: 0, output: 0, since: 2026-01-01, source: runs here, read: 2026-11-26}
                tuning: {memory: 300 MiB, slots: 1}
              - id: misled
                context: 8192
                languages: [en]
                price: {currency: USD, per: 1000000, input: 0, output: 0, since: 2026-01-01, source: runs here, read: 2026-11-26}
                tuning: {memory: 300 MiB, slots: 1, adapters: [%s]}
            """;
    private static final String WEATHER = function("weather", "city");
    private static final String CLOCK = function("clock", "place");

    private static EngineServer.Open open;

    @BeforeAll
    static void open() throws IOException {
        var weights = Path.of("target/engine-home/weights/smollm2-135m-instruct-q4_1.gguf")
                .toAbsolutePath();
        Files.createDirectories(MODELS.getParent());
        Files.createDirectories(ENGINES.getParent());
        Files.writeString(
                ENGINES,
                Files.readString(Path.of("../catalog/engines/xllamacpp.yaml"))
                        .replace("id: xllamacpp", "id: unpenalized")
                        .replaceAll("(?m)^defaults: .*\\n", ""));
        Files.writeString(MODELS, FILE.formatted(TEMPLATE.toAbsolutePath(), weights, weights));
        open = EngineServer.open();
    }

    @AfterAll
    static void close() throws IOException {
        open.close();
        Files.delete(MODELS);
        Files.delete(ENGINES);
    }

    private static String function(String name, String parameter) {
        return """
                {"type":"function","function":{"name":"%s","description":"The %s of a %s","parameters":{"type":"object",\
                "properties":{"%s":{"type":"string","maxLength":12}},"required":["%s"]}}}""".formatted(name, name, parameter, parameter, parameter);
    }

    private static HttpResponse<String> asked(String path, String model, String members) {
        return open.server()
                .post(path, "{\"model\":\"" + model + "\"," + members + "}", "authorization", "Bearer " + open.key());
    }

    private static JsonNode answer(String model, String members) {
        var answer = asked("/v1/chat/completions", model, "\"temperature\":0," + members);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).at("/choices/0");
    }

    private static String messages(String... lines) {
        var turns = new StringBuilder();
        for (var line : lines) {
            turns.append(turns.isEmpty() ? "" : ",").append(line);
        }
        return "\"messages\":[" + turns + "]";
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    private static String called(String city) {
        return """
                {"role":"assistant","content":"","tool_calls":[{"id":"c1","type":"function","function":\
                {"name":"weather","arguments":"{\\"city\\": \\"%s\\"}"}}]}""".formatted(city);
    }

    private static String thought(String thought, String word) {
        return "{\"role\":\"assistant\",\"reasoning_content\":\"%s\",\"content\":\"%s\"}".formatted(thought, word);
    }

    @Test
    void answerObeysASchema() {
        var answer = answer("embedded/smollm2-135m", messages(user("Tell me of a person.")) + """
                ,"max_tokens":60,"response_format":{"type":"json_schema","json_schema":{"name":"person","schema":\
                {"type":"object","properties":{"name":{"type":"string","maxLength":12},"age":{"type":"integer",\
                "minimum":0,"maximum":120}},"required":["name","age"],"additionalProperties":false}}}""");
        var person = JsonMapper.shared().readTree(answer.at("/message/content").asString());
        assertThat(person.propertyNames()).containsExactlyInAnyOrder("name", "age");
        assertThat(person.get("name").isString()).isTrue();
        assertThat(person.get("age").asInt()).isBetween(0, 120);
    }

    @Test
    void logProbabilitiesArriveAsTheyAre() {
        var answer = answer(
                "embedded/smollm2-135m",
                messages(user("Say hello.")) + ",\"max_tokens\":3,\"logprobs\":true,\"top_logprobs\":2");
        var tokens = answer.at("/logprobs/content");
        assertThat(tokens.size()).isEqualTo(3);
        assertThat(tokens.valueStream().map(it -> it.get("token").asString()).collect(Collectors.joining()))
                .isEqualTo(answer.at("/message/content").asString());
        assertThat(tokens.get(0).get("top_logprobs").size()).isEqualTo(2);
        assertThat(tokens.get(0).get("logprob").asDouble()).isNegative();
    }

    @Test
    void modelWithATemplateForToolsCallsOne() {
        var answer = answer(
                ABLE,
                messages(user("What is the weather in Rome?"), called("Rome"), user("What is the weather in Paris?"))
                        + ",\"max_tokens\":40,\"tools\":[" + WEATHER + "],\"tool_choice\":\"required\"");
        assertThat(answer.get("finish_reason").asString()).isEqualTo("tool_calls");
        var call = answer.at("/message/tool_calls/0/function");
        assertThat(call.get("name").asString()).isEqualTo("weather");
        assertThat(JsonMapper.shared()
                        .readTree(call.get("arguments").asString())
                        .get("city")
                        .asString())
                .isEqualTo("Paris");
    }

    @Test
    void oneFunctionThatIsAskedForByNameIsTheOneThatIsCalled() {
        var answer = answer(
                ABLE,
                messages(user("What is the weather in Rome?"), called("Rome"), user("What is the weather in Paris?"))
                        + ",\"max_tokens\":40,\"tools\":[" + WEATHER + "," + CLOCK
                        + "],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"clock\"}}");
        assertThat(answer.at("/message/tool_calls/0/function/name").asString()).isEqualTo("clock");
    }

    @Test
    void thoughtsComeApartFromTheAnswerAndCanBeLeftOut() {
        var conversation = messages(
                user("What is 2+2?"),
                thought("2 and 2 make 4.", "4"),
                user("What is 3+1?"),
                thought("3 and 1 make 4.", "4"),
                user("What is 3+3?"));
        var thinking = answer(ABLE, conversation + ",\"max_tokens\":40");
        assertThat(thinking.at("/message/reasoning_content").asString()).contains("3 and 3");
        assertThat(thinking.at("/message/content").asString()).doesNotContain("think");
        var not = answer(ABLE, conversation + ",\"max_tokens\":40,\"reasoning_effort\":\"none\"");
        assertThat(not.at("/message/reasoning_content").asString("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'tools':[{'type':'function','function':{'name':'f'}}]|tools. [capability]",
                "'functions':[{'name':'f'}]|[steering-member]",
                "'response_format':{'type':'json_object'}|json. [capability]",
                "'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{}}}|json. [capability]",
                "'logprobs':true|logprobs. [capability]",
                "'reasoning_effort':'high'|reasoning. [capability]",
                "'audio':{'voice':'a','format':'mp3'},'modalities':['text','audio']|[steering-member]",
                "'tools':[{'type':'web_search'}]|[steering-member]",
                "'web_search_options':{}|[steering-member]",
                "'grammar':'root ::= x'|[steering-member]",
                "'chat_template_kwargs':{'enable_thinking':false}|[steering-member]",
                "'lora':[{'id':0,'scale':1}]|[steering-member]"
            })
    void whatAModelCannotDoIsRefusedByARule(String members, String why) {
        var refused =
                asked("/v1/chat/completions", PLAIN, members.replace('\'', '"') + "," + messages(user("Say hello.")));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains(why);
    }

    @Test
    void severalAnswersAreRefusedWithAWayOut() {
        var refused = asked("/v1/chat/completions", PLAIN, "\"n\":2," + messages(user("Say hello.")));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("unsupported-member", "each without n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}|vision",
                "{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}|audio",
                "{'type':'file','file':{'file_data':'AAAA','filename':'a.pdf'}}|files"
            })
    void whatAModelCannotReadIsRefusedByTheRuleOfCapabilities(String part, String capability) {
        var content = "{\"role\":\"user\",\"content\":[" + part.replace('\'', '"') + "]}";
        var refused = asked("/v1/chat/completions", PLAIN, messages(content));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains(": " + capability + ". [capability]");
    }

    @Test
    void modelsThatChatGiveNoVectorsAndThoseThatGiveThemNoneOfALengthThatTheyDoNotHave() {
        var vectors = asked("/v1/embeddings", PLAIN, "\"input\":\"hi\"");
        assertThat(vectors.statusCode()).isEqualTo(403);
        assertThat(vectors.body()).contains("embeddings. [capability]");
        var shorter = asked("/v1/embeddings", "embedded/smollm2-embedding", "\"input\":\"hi\",\"dimensions\":7");
        assertThat(shorter.statusCode()).as(shorter.body()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void weightsThatAreNoAdapterAreNamedAsTheReasonForThereBeingNoEngine() {
        asked("/v1/chat/completions", "embedded/misled", messages(user("Say hello.")));
        var models =
                Called.in(open.server().folder()).with("AMBO_KEY", open.key()).ambo("models");
        assertThat(models.out().replaceAll("\\s+", " ")).contains("is not a LoRA adapter");
    }
}
