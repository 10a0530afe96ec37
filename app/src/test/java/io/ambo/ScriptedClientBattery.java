package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What OpenAI's own libraries for Python and JavaScript do with a running Ambo, whoever answers. */
abstract class ScriptedClientBattery {

    /** The languages. */
    enum Client {
        PYTHON,
        NODE;

        ClientProcess process() {
            return switch (this) {
                case PYTHON -> ClientProcess.python();
                case NODE -> ClientProcess.node();
            };
        }
    }

    /** The house that is asked. */
    abstract LiveServer server();

    /** A key of that house. */
    abstract String key();

    /** The name to ask for. */
    abstract String model();

    /** The name to ask for embeddings of. */
    abstract String embeddingModel();

    @ParameterizedTest
    @EnumSource
    void embeddingsComeInBothEncodings(Client client) {
        var seen = client.process().see("embeddings", server(), key(), embeddingModel(), "A text about cats.");
        assertThat(seen.path("count").asInt()).isEqualTo(2);
        assertThat(seen.path("length").asInt()).isPositive();
        assertThat(seen.path("same").asBoolean()).as(seen.toString()).isTrue();
        assertThat(seen.path("tokens").asInt()).isPositive();
    }

    final JsonNode see(Client client, String what, String text) {
        return client.process().see(what, server(), key(), model(), text);
    }

    @ParameterizedTest
    @EnumSource
    void chatIsAnsweredWithTextFinishAndUsage(Client client) {
        var seen = see(client, "chat", "Say hello to me.");
        assertThat(seen.path("text").asString()).isNotBlank();
        assertThat(seen.path("finish").asString()).isIn("stop", "length");
        assertThat(seen.path("prompt").asInt()).isPositive();
        assertThat(seen.path("total").asInt())
                .isEqualTo(seen.path("prompt").asInt() + seen.path("completion").asInt());
    }

    @ParameterizedTest
    @EnumSource
    void streamComesInManyPiecesAndFoldsToTheWholeAnswer(Client client) {
        var seen = see(client, "stream", "Count from one to five.");
        assertThat(seen.path("pieces").asInt()).isGreaterThan(2);
        assertThat(seen.path("usages").asInt()).isEqualTo(1);
        assertThat(seen.path("text").asString())
                .isNotBlank()
                .isEqualTo(seen.path("folded").asString())
                .isEqualTo(see(client, "chat", "Count from one to five.")
                        .path("text")
                        .asString());
    }

    @ParameterizedTest
    @EnumSource
    void structuredAnswerIsReadIntoAType(Client client) {
        var seen = see(client, "schema", "Name a city and how many people live there.");
        assertThat(seen.propertyNames()).containsExactly("name", "inhabitants");
        assertThat(seen.path("name").isString()).isTrue();
        assertThat(seen.path("inhabitants").isIntegralNumber()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void modelsAreListedAndFoundOneByOne(Client client) {
        var seen = see(client, "models", "");
        assertThat(seen.path("names").valueStream().map(JsonNode::asString))
                .contains("auto", "quick", "careful", model());
        assertThat(seen.path("one").asString()).isEqualTo(model());
    }

    @ParameterizedTest
    @EnumSource
    void errorsAreTheLibrarysOwnKindsWithOurCodes(Client client) {
        var seen = see(client, "errors", "");
        for (var name : List.of("unknown_model", "unknown_model_streamed")) {
            error(seen.path(name), "NotFoundError", 404, "unknown-model");
        }
        error(seen.path("no_messages"), "BadRequestError", 400, "invalid-member");
        assertThat(seen.at("/no_messages/param").asString()).isEqualTo("messages");
        error(seen.path("no_role"), "BadRequestError", 400, "invalid-member");
        assertThat(seen.at("/no_role/param").asString()).isEqualTo("messages[0].role");
        error(seen.path("wrong_type"), "BadRequestError", 400, "invalid-member");
        assertThat(seen.at("/wrong_type/param").asString()).isEqualTo("stream");
        error(seen.path("wrong_key"), "AuthenticationError", 401, "wrong-key");
    }

    private static void error(JsonNode seen, String kind, int status, String code) {
        assertThat(seen.path("class").asString()).as(seen.toString()).isEqualTo(kind);
        assertThat(seen.path("status").asInt()).isEqualTo(status);
        assertThat(seen.path("code").asString()).isEqualTo(code);
    }
}
