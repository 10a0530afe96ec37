package io.ambo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.api.ApiEndpoint;
import io.ambo.api.ApiEndpoint.Access;
import io.ambo.api.ApiHandler;
import io.ambo.api.ApiReply;
import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    private static final ApiHandler ANY = _ -> ApiReply.text("");

    private final Routes routes = new Routes(List.of(
            ApiEndpoint.get("/*", Access.OPEN, ANY),
            ApiEndpoint.get("/api/keys", Access.ADMINISTRATOR, ANY),
            ApiEndpoint.post("/api/keys", Access.ADMINISTRATOR, ANY),
            ApiEndpoint.post("/api/keys/*", Access.ADMINISTRATOR, ANY),
            ApiEndpoint.delete("/api/keys/*", Access.ADMINISTRATOR, ANY),
            ApiEndpoint.get("/api/keys/limits/*", Access.READER, ANY)));

    @ParameterizedTest
    @CsvSource({
        "GET,/api/keys,/api/keys,''",
        "POST,/api/keys,/api/keys,''",
        "DELETE,/api/keys/key_1,/api/keys/*,key_1",
        "POST,/api/keys/a/b,/api/keys/*,a/b",
        "GET,/api/keys/limits/key_1,/api/keys/limits/*,key_1",
        "GET,/index.html,/*,index.html",
        "GET,/,/*,''"
    })
    void theLongestPathWins(String method, String asked, String path, String rest) {
        var found = routes.find(method, asked);
        assertThat(found.method()).isEqualTo(method);
        assertThat(found.path()).isEqualTo(path);
        assertThat(found.rest(asked)).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/keys/key_1,'POST, DELETE'",
        "DELETE,/api/keys,'GET, POST'",
        "POST,/api/keys/limits/key_1,GET",
        "PATCH,/api/keys/,'POST, DELETE'"
    })
    void aPathThatExistsForAnotherMethodOnlySaysWhich(String method, String asked, String methods) {
        assertThatThrownBy(() -> routes.find(method, asked))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WRONG_METHOD))
                .hasMessageContaining(methods);
        assertThat(routes.methods(asked)).isEqualTo(methods);
    }

    @ParameterizedTest
    @CsvSource({"POST,/", "POST,/api/nothing", "DELETE,/index.html", "PUT,/v1/nothing"})
    void whatAnswersEveryPathMakesNoOtherMethodKnown(String method, String asked) {
        assertThatThrownBy(() -> routes.find(method, asked))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_PATH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/v1/responses|does not serve /v1/responses|Chat completions|/v1/chat/completions",
                "GET|/v1/responses/resp_1|does not serve /v1/responses|chat completions|openai.chat",
                "POST|/v1/completions|does not serve /v1/completions|is_chat_model|/v1/embeddings",
                "POST|/v1/images/generations|does not serve /v1/images|/v1/models|",
                "POST|/v1/audio/speech|does not serve /v1/audio|/v1/models|",
                "GET|/v1/files|does not serve /v1/files|/v1/models|",
                "POST|/v1/batches|does not serve /v1/batches|/v1/models|",
                "POST|/v1/moderations|does not serve /v1/moderations|/v1/models|",
                "POST|/v1/nonsense|nothing at this path|Ambo serves|/v1/chat/completions",
                "POST|/v1/v1/chat/completions|nothing at this path|twice|base address",
                "POST|/v1beta/models/gemini-pro:generateContent|Gemini|client of OpenAI's API|/v1",
                "POST|/v1/models/gemini-pro:streamGenerateContent|Gemini|client of OpenAI's API|/v1",
                "POST|/openai/deployments/d/chat/completions|Azure|client of OpenAI's API|/v1",
                "POST|/api/chat|Ollama|client of OpenAI's API|/v1",
                "GET|/api/tags|Ollama|client of OpenAI's API|/v1",
                "POST|/chat/completions|nothing at this path|ends in /v1|",
                "POST|/models|nothing at this path|ends in /v1|"
            })
    void aPathOfAnotherApiSaysWhatToUseInstead(String method, String asked, String first, String second, String third) {
        var served = new Routes(List.of(
                ApiEndpoint.get("/v1/models", Access.CALLER, ANY),
                ApiEndpoint.get("/v1/models/*", Access.CALLER, ANY)));
        assertThatThrownBy(() -> served.find(method, asked)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_PATH);
            assertThat(refusal.in(Language.EN)).containsIgnoringCase(first).containsIgnoringCase(second);
            assertThat(refusal.in(Language.EN)).contains(third == null ? "" : third);
            assertThat(refusal.in(Language.EN).contains("ends in /v1"))
                    .isEqualTo(!asked.startsWith("/v1/") || first.equals("Gemini"));
        });
    }

    @Test
    void aModelIsNotDeletedHere() {
        var served = new Routes(List.of(ApiEndpoint.get("/v1/models/*", Access.CALLER, ANY)));
        assertThatThrownBy(() -> served.find("DELETE", "/v1/models/gpt-5"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WRONG_METHOD))
                .hasMessageContaining("GET only");
    }

    @Test
    void nothingOfAnUnknownPathIsRepeated() {
        assertThatThrownBy(() -> routes.find("POST", "/v1/13812345678"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.in(Language.EN)).doesNotContain("13812345678"));
    }

    @Test
    void thePipelinesPathsAnswerPostOnly() {
        assertThat(routes.methods("/v1/chat/completions")).isEqualTo("POST");
    }

    @Test
    void anAnswerIsKeptByNoCacheUnlessItSaysSo() {
        assertThat(ApiReply.json("{}").headers()).containsEntry("cache-control", "no-store");
        assertThat(ApiReply.json("{}")
                        .with("cache-control", "max-age=60")
                        .with("etag", "\"a\"")
                        .headers())
                .containsEntry("cache-control", "max-age=60")
                .containsEntry("etag", "\"a\"");
    }
}
