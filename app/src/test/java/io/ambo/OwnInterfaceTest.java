package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.StandIn;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api} as programs ask it. */
class OwnInterfaceTest {

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    private String token() {
        return "Bearer " + server.server().token().reveal();
    }

    private HttpResponse<String> get(String path) {
        return server.get(path, "authorization", token());
    }

    private HttpResponse<String> post(String path, String json) {
        return server.post(path, json, "authorization", token());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void keyWithTheRightToReadReadsAndAdministersNothing() {
        var created = post("/api/keys", "{\"name\":\"auditor\",\"rights\":[\"read\"]}");
        assertThat(created.statusCode()).isEqualTo(201);
        var key = "Bearer " + json(created).get("secret").asString();
        assertThat(server.get("/api/ledger", "authorization", key).statusCode()).isEqualTo(200);
        assertThat(server.get("/api/keys", "authorization", key).statusCode()).isEqualTo(403);
        assertThat(server.post("/api/reload", "{}", "authorization", key).statusCode())
                .isEqualTo(403);
        assertThat(server.get("/api/status", "authorization", "Bearer ambo-x").statusCode())
                .isEqualTo(401);
    }

    @Test
    void previewSaysWhereSomethingWasFoundThatCannotBeReplaced() {
        var preview = json(post("/api/preview?lang=zh", """
                {"model":"careful","messages":[{"role":"user","content":"hello"}],"extra":{"number":13800000000}}
                """));
        var finding = preview.get("findings").get(0);
        assertThat(finding.get("path").asString()).isEqualTo("extra.number");
        assertThat(finding.get("replaceable").asBoolean()).isFalse();
        assertThat(finding.get("name").asString()).isEqualTo("手机号码");
        assertThat(preview.toString()).contains("unmaskable-position");
        assertThat(preview.get("parcels")).isEmpty();
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void anEntryKeepsOnlyTheFormatsOwnNamesOfWhereSomethingWasFound() {
        var bodies = List.of(
                "\"metadata\":{\"secret plan\":{\"phone\":13800000000}}",
                "\"secret\":[1,{\"content\":\"{\\\"plan\\\":[13800000000]}\"}]");
        for (var body : bodies) {
            var answer = server.chat(
                    "{\"model\":\"careful\"," + body + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        }
        assertThat(server.server().ledger().entries().last(2))
                .extracting(entry -> JsonMapper.shared()
                        .readTree(entry.question())
                        .get("unmaskable")
                        .asString())
                .containsExactly("…[1].content > …[0]", "metadata.….…");
    }

    @Test
    void previewListsAThousandOfWhatWasFoundAndCountsTheRest() {
        var messages = "{\"role\":\"user\",\"content\":\"13800000000\"},".repeat(1199)
                + "{\"role\":\"user\",\"content\":\"13800000000\"}";
        var preview = json(post("/api/preview", "{\"model\":\"careful\",\"messages\":[" + messages + "]}"));
        assertThat(preview.get("findings")).hasSize(1000);
        assertThat(preview.get("findings").get(999).get("path").asString()).isEqualTo("messages[999].content");
        assertThat(preview.get("findings_left_out").asInt()).isEqualTo(200);
        assertThat(preview.get("found").get("phone-cn").asInt()).isEqualTo(1200);
    }

    @Test
    void previewHoldsTheVeryBytesThatTheRequestThenSends() {
        var body = "{\"model\":\"careful\",\"messages\":[{\"role\":\"user\",\"content\":\"请回电13800000000\"}]}";
        var parcel = json(post("/api/preview", body)).get("parcels").get(0);
        server.chat(body);
        assertThat(parcel.get("destination").asString()).isEqualTo("standin/standin-large");
        assertThat(parcel.get("body").asString())
                .isEqualTo(standIn.requests().getFirst().text())
                .contains("PHONE_");
        assertThat(parcel.get("replaced").get("phone-cn").asInt()).isEqualTo(1);
    }

    @Test
    void previewTakesEmbeddingsWhereTheSurfaceSaysSo() {
        var preview = json(post(
                "/api/preview?surface=openai-embeddings",
                "{\"model\":\"standin-large\",\"input\":[\"请回电13800000000\"]}"));
        assertThat(preview.get("class").asString()).isEqualTo("L2");
        assertThat(preview.get("findings").get(0).get("path").asString()).isEqualTo("input[0]");
        assertThat(preview.get("verdict").toString()).contains("\"capability\"");
        var unknown = post("/api/preview?surface=telepathy", "{}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("openai-chat, openai-embeddings");
    }

    @Test
    void mistakesInAQuestionAreNamed() {
        assertThat(json(post("/api/mask", "{\"txt\":\"hello\"}"))
                        .get("error")
                        .get("message")
                        .asString())
                .isEqualTo("There is no member \"txt\". Did you mean \"text\"?");
        assertThat(post("/api/mask", "[]").statusCode()).isEqualTo(400);
        assertThat(post("/api/mask", "{}").body()).contains("text is missing");
        assertThat(get("/api/ledger?limit=0").statusCode()).isEqualTo(400);
        assertThat(get("/api/ledger/last").statusCode()).isEqualTo(404);
        assertThat(post("/api/keys", "{\"name\":\"x\",\"expires\":\"soon\"}").body())
                .contains("2026-12-31T00:00:00Z");
        assertThat(post("/api/preview", "{\"model\":\"carefull\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                        .statusCode())
                .isEqualTo(404);
    }
}
