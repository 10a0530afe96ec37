package io.ambo.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BenchTest {
    private static final String[] KEY = {"Authorization", "Bearer any"};

    private static String body(String model) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"model\":\"" + model + "\"}";
    }

    @Test
    void readyAnswersHaveTheirSizes() throws Exception {
        try (StandIn standIn = StandIn.start();
                Sdk sdk = new Sdk(standIn)) {
            String whole =
                    sdk.post("/v1/chat/completions", body("bench-1k"), KEY).body();
            assertThat(whole.length()).isBetween(1_100, 1_300);
            assertThat(Sdk.json(whole).path("object").stringValue()).isEqualTo("chat.completion");
            List<JsonNode> events = Sdk.events(
                    sdk.post("/v1/chat/completions", body("bench-sse"), KEY).body());
            assertThat(events.stream()
                            .filter(event -> event.at("/choices/0/delta/content")
                                            .asString("")
                                            .length()
                                    == 4))
                    .hasSize(40);
            assertThat(events.getLast().at("/usage/completion_tokens").intValue())
                    .isEqualTo(40);
        }
    }

    @Test
    void echoRepeatsWhatIsMarkedAndNothingElse() throws Exception {
        try (StandIn standIn = StandIn.start();
                Sdk sdk = new Sdk(standIn)) {
            String marked = body("bench-echo").replace("\"x\"", "\"call <<13800138000>> now\"");
            for (String request : List.of(marked, marked.replace("<<13800138000>>", "<<PHONE_K7QX2MD4>>"))) {
                String answer = sdk.post("/v1/chat/completions", request, KEY).body();
                String expected = request.contains("PHONE")
                        ? "14 characters came: PHONE_K7QX2MD4 ["
                        : "11 characters came: 13800138000 [";
                assertThat(Sdk.json(answer).at("/choices/0/message/content").stringValue())
                        .startsWith(expected)
                        .hasSize(480);
            }
            assertThat(sdk.post("/v1/chat/completions", body("bench-echo"), KEY).body())
                    .contains("0 characters came: ");
        }
    }

    @Test
    void pacedEventsKeepTheirPace() throws Exception {
        try (StandIn standIn = StandIn.start();
                Sdk sdk = new Sdk(standIn)) {
            long start = System.nanoTime();
            String stream = sdk.post("/v1/chat/completions", body("bench-paced-4-50"), KEY)
                    .body();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
            assertThat(stream).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void modelIsFoundByItsBytesAndNeverInsideAText() {
        assertThat(model("{\"x\":1,\"model\" : \"bench-sse\"}")).contains("bench-sse");
        assertThat(Bench.model(Json.bytes("{\"content\":\"\\\"model\\\":\\\"bench-sse\\\"\"}")))
                .isEmpty();
        assertThat(Bench.model(Json.bytes("{\"user\":\"bench-sse\"}"))).isEmpty();
        assertThat(Bench.model("\"model\":\"bench-".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static Optional<String> model(String body) {
        return Bench.model(Json.bytes(body));
    }

    @Test
    void unknownBenchModelIsNotFoundAndKeysAreAskedFor() throws Exception {
        try (StandIn standIn = StandIn.start();
                Sdk sdk = new Sdk(standIn)) {
            assertThat(sdk.post("/v1/chat/completions", body("bench-nothing"), KEY)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(sdk.post("/v1/chat/completions", body("bench-1k")).statusCode())
                    .isEqualTo(401);
        }
    }
}
