package io.ambo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of Anthropic's Messages, before destinations of either format. */
class MessagesSurfaceTest {

    private static final String PROVIDER = """
            id: %s
            kind: closed
            dialect: %s
            base-url: %s/v1
            key: ${file:standin}
            models:
              - id: large
                context: 128000
                max-output: 4096
                capabilities: [tools, vision, json]
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: 1, output: 2, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;
    private static final String ASKED = """
            {"model":"%s/large","max_tokens":100,"stream":%s,"odd":{"member":[1, 2]},
             "system":[{"type":"text","text":"Be kind.","cache_control":{"type":"ephemeral"}}],
             "messages":[{"role":"user","content":"%s"}]}""";
    private static final String STREAM = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"large","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}}

            event: ping
            data: {"type": "ping"}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqQBCk=="}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Well."},"unknown":  true}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"citations_delta","citation":{"type":"char_location","cited_text":"Be kind.","document_index":0,"start_char_index":0,"end_char_index":8}}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":25}}

            event: message_stop
            data: {"type":"message_stop","more": 1}

            """;

    @TempDir
    static Path folder;

    private static StandIn claude;
    private static StandIn shop;
    private static LiveServer server;

    @BeforeAll
    static void open() throws IOException {
        claude = StandIn.start();
        shop = StandIn.start();
        var home = folder.resolve("home");
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(
                home.resolve("providers").resolve("shop.yaml"),
                PROVIDER.formatted("shop", "openai-chat", shop.address()));
        server = LiveServer.with(home, "claude", PROVIDER.formatted("claude", "anthropic-messages", claude.address()));
    }

    @AfterAll
    static void close() {
        server.close();
        claude.close();
        shop.close();
    }

    @BeforeEach
    void forget() {
        claude.forget();
        shop.forget();
    }

    private static HttpResponse<String> ask(String provider, boolean stream, String words) {
        return server.post("/v1/messages", ASKED.formatted(provider, stream, words));
    }

    @Test
    void betweenTwoOfOneFormatEveryByteStays() {
        claude.next(Script.events(STREAM));
        var answer = ask("claude", true, "Hello");

        assertThat(answer.body()).isEqualTo(STREAM);
        assertThat(new String(claude.requests().getFirst().body(), UTF_8))
                .isEqualTo(ASKED.formatted("claude", true, "Hello").replace("claude/large", "large"));
        assertThat(claude.requests().getFirst().target()).isEqualTo("/v1/messages");
        assertThat(answer.headers().firstValue("request-id"))
                .isEqualTo(answer.headers().firstValue("x-ambo-request-id"));

        var whole =
                "{ \"id\":\"msg_2\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"large\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],"
                        + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":1},\"odd\":[ ] }";
        claude.next(Script.raw(whole).contentType("application/json"));
        assertThat(ask("claude", false, "Hello").body()).isEqualTo(whole);
    }

    @Test
    void whatWasReplacedComesBackAndNothingElseIsTouched() {
        claude.next(Script.events(STREAM.replace("Well.", "Call {{P}}.")));
        var asked = "Call 13812345678";
        var answer = ask("claude", true, asked);
        var sent = new String(claude.requests().getFirst().body(), UTF_8);
        assertThat(sent).doesNotContain("13812345678").contains("\"odd\":{\"member\":[1, 2]}", "cache_control");
        assertThat(answer.statusCode()).isEqualTo(200);

        var placeholder = sent.replaceAll("(?s).*(PHONE_[A-Z0-9]+).*", "$1");
        claude.next(Script.events(STREAM.replace("Well.", "Call " + placeholder + ".")));
        assertThat(ask("claude", true, asked).body()).isEqualTo(STREAM.replace("Well.", "Call 13812345678."));
    }

    @Test
    void aDestinationOfOpenAisFormatAnswersAsAnthropicWould() {
        var chunk =
                "data: {\"id\":\"c1\",\"model\":\"large\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n";
        shop.next(Script.events(
                chunk.formatted("{\"role\":\"assistant\",\"content\":\"Let me\"}", "null"),
                chunk.formatted("{\"content\":\" see.\"}", "null"),
                chunk.formatted(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\"\"}}]}",
                        "null"),
                chunk.formatted("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]}", "null"),
                chunk.formatted("{}", "\"tool_calls\""),
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5,\"total_tokens\":12}}\n\n",
                "data: [DONE]\n\n"));
        var answer = ask("shop", true, "Hello");

        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        assertThat(answer.body().lines().filter(line -> line.startsWith("event: ")))
                .containsExactly(
                        "event: message_start",
                        "event: content_block_start",
                        "event: content_block_delta",
                        "event: content_block_delta",
                        "event: content_block_stop",
                        "event: content_block_start",
                        "event: content_block_delta",
                        "event: content_block_delta",
                        "event: content_block_stop",
                        "event: message_delta",
                        "event: message_stop");
        assertThat(answer.body()).contains("\"stop_reason\":\"tool_use\"", "\"input_tokens\":7", "\"output_tokens\":5");

        shop.next(Script.raw(
                        "{\"id\":\"c2\",\"model\":\"large\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5}}")
                .contentType("application/json"));
        assertThat(ask("shop", false, "Hello").body())
                .contains(
                        "\"type\":\"message\"", "{\"type\":\"text\",\"text\":\"Hi\"}", "\"stop_reason\":\"end_turn\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "shop"})
    void errorsHaveAnthropicsShape(String provider) {
        var upstream = provider.equals("claude") ? claude : shop;
        upstream.next(Script.status(429).retryAfter(3));
        var limited = ask(provider, true, "Hello");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.body())
                .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":");
        assertThat(limited.body())
                .contains("\"request_id\":\""
                        + limited.headers().firstValue("request-id").orElseThrow() + "\"");

        var unknown = server.post("/v1/messages", ASKED.formatted("nobody", false, "Hello"));
        assertThat(unknown.body()).contains("\"type\":\"not_found_error\"");
        var without = server.post(
                "/v1/messages", "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).contains("\"type\":\"invalid_request_error\"", "max_tokens");
        assertThat(server.get("/v1/none", "anthropic-version", "2023-06-01").body())
                .startsWith("{\"type\":\"error\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one-2026-01-01, two-2026|one-2026-01-01,two-2026|false",
                "one-2026, call-13812345678|one-2026|true",
                "Upper|NONE|true",
                "a b, x;y|NONE|true",
            })
    void onlyNamesOfFeaturesPassAndWhatIsLeftOutIsNamed(String asked, String passed, boolean named) {
        claude.next(Script.events(STREAM));
        var body = ASKED.formatted("claude", true, "Hello");
        var answer = server.post("/v1/messages", body, "anthropic-beta", asked);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(claude.requests().getLast().header("anthropic-beta").orElse("NONE"))
                .isEqualTo(passed);
        assertThat(answer.headers().firstValue("x-ambo-changed").orElse("").contains("anthropic-beta"))
                .isEqualTo(named);
    }

    @Test
    void anErrorInMidStreamIsAnErrorEvent() {
        claude.next(
                Script.events(
                        STREAM.substring(0, STREAM.indexOf("event: content_block_stop")),
                        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"worn out\"}}\n\n"));
        var answer = ask("claude", true, "Hello").body();
        assertThat(answer)
                .contains("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"", "worn out");
        assertThat(answer).doesNotContain("message_stop");
    }

    @Test
    void tokensAreCountedAndModelsListedInAnthropicsShape() {
        var counted = server.post(
                "/v1/messages/count_tokens",
                "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(100) + "\"}]}");
        assertThat(counted.statusCode()).isEqualTo(200);
        assertThat(Integer.parseInt(counted.body().replaceAll("\\D", ""))).isBetween(80, 300);
        assertThat(claude.requests()).isEmpty();

        assertThat(server.get("/v1/models", "anthropic-version", "2023-06-01").body())
                .startsWith("{\"data\":[{\"type\":\"model\",\"id\":\"")
                .contains("\"id\":\"claude/large\"", "\"has_more\":false");
        assertThat(server.get("/v1/models/claude/large", "anthropic-version", "2023-06-01")
                        .body())
                .startsWith("{\"type\":\"model\",\"id\":\"claude/large\",\"display_name\":");
    }
}
