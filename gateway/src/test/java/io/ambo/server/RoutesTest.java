package io.ambo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.api.ApiEndpoint;
import io.ambo.api.ApiEndpoint.Access;
import io.ambo.api.ApiHandler;
import io.ambo.api.ApiReply;
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
