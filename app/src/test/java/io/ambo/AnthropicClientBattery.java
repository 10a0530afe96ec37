package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What Anthropic's own libraries for Python and JavaScript do with a running Ambo, whoever answers. */
abstract class AnthropicClientBattery {

    /** The languages. */
    enum Client {
        PYTHON,
        NODE;

        ClientProcess process() {
            return switch (this) {
                case PYTHON -> ClientProcess.anthropicPython();
                case NODE -> ClientProcess.anthropicNode();
            };
        }
    }

    /** The house that is asked. */
    abstract LiveServer server();

    /** A key of that house, which these clients show as {@code x-api-key}. */
    abstract String key();

    /** The name to ask for. */
    abstract String model();

    final JsonNode see(Client client, String what, String text) {
        return client.process().see(what, server(), key(), model(), text);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageHasTextAReasonToStopAndUsage(Client client) {
        whole(see(client, "chat", "Say hello to me."));
    }

    @ParameterizedTest
    @EnumSource
    void aStreamFoldsToTheSameKindOfMessage(Client client) {
        var seen = see(client, "stream", "Say hello to me.");
        whole(seen);
        assertThat(seen.path("words").asString()).isEqualTo(seen.path("text").asString());
    }

    private static void whole(JsonNode seen) {
        assertThat(seen.path("text").asString()).isNotBlank();
        assertThat(seen.path("stop").asString()).isIn("end_turn", "max_tokens", "stop_sequence");
        assertThat(seen.path("input").asInt()).isPositive();
        assertThat(seen.path("output").asInt()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void tokensAreCountedBeforeAnythingIsAsked(Client client) {
        assertThat(see(client, "count", "word ".repeat(100)).path("input").asInt())
                .isBetween(80, 300);
    }

    @ParameterizedTest
    @EnumSource
    void theModelsThatCanBeAskedForAreListed(Client client) {
        assertThat(see(client, "models", "").path("models").toString()).contains("\"auto\"", '"' + model() + '"');
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyAndAModelThatIsNotThereAreTheErrorsThatClientsKnow(Client client) {
        var unknown = client.process().see("error", server(), key(), "nobody/nothing", "Hello");
        assertThat(unknown.path("class").asString()).isEqualTo("NotFoundError");
        assertThat(unknown.path("type").asString()).isEqualTo("not_found_error");
        assertThat(unknown.path("request").asString()).isNotBlank();
        var wrong = client.process().see("error", server(), "ambo-wrong", model(), "Hello");
        assertThat(wrong.path("class").asString()).isEqualTo("AuthenticationError");
        assertThat(wrong.path("status").asInt()).isEqualTo(401);
    }
}
