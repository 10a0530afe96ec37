package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.StandIn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** OpenAI's libraries for Python and JavaScript with a closed model: also tools, and what leaves and comes back. */
class ScriptedClientsAtStandInTest extends ScriptedClientBattery {

    private static final String PHONE = GuardedServer.PHONE;
    private static final String ASKED = GuardedServer.PRIVATE_TEXT;

    @TempDir
    static Path folder;

    private static StandIn standIn;
    private static LiveServer server;
    private static String key;

    @BeforeAll
    static void start() {
        standIn = StandIn.start();
        key = GuardedServer.key(folder.resolve("home"), "tests");
        GuardedServer.embedding(folder.resolve("home"));
        server = GuardedServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterAll
    static void stop() {
        server.close();
        standIn.close();
    }

    @BeforeEach
    void forget() {
        standIn.forget();
    }

    @Override
    LiveServer server() {
        return server;
    }

    @Override
    String key() {
        return key;
    }

    @Override
    String model() {
        return "standin/standin-large";
    }

    @Override
    String embeddingModel() {
        return "standin/standin-embedding";
    }

    private static void nothingLeft() {
        assertThat(standIn.requests()).isNotEmpty().allSatisfy(recorded -> {
            assertThat(Traces.in(recorded.text()).of(PHONE)).isEmpty();
            assertThat(recorded.text()).contains("PHONE_").doesNotContain("ann@example.com");
        });
    }

    @ParameterizedTest
    @EnumSource
    void valuesLeaveMaskedAndComeBackAsTheyWereWritten(Client client) {
        assertThat(see(client, "chat", ASKED).path("text").asString()).contains(ASKED);
        var streamed = see(client, "stream", ASKED);
        assertThat(streamed.path("text").asString()).contains(ASKED);
        assertThat(streamed.path("folded").asString()).contains(ASKED);
        nothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void parallelToolsAreCalledWithTheRealValuesAndTheirResultsAnswered(Client client) {
        var seen = see(client, "tools", ASKED);
        for (var how : List.of("whole", "streamed")) {
            var calls = seen.at("/" + how + "/calls");
            assertThat(calls.valueStream().map(call -> call.path("name").asString()))
                    .containsExactly("write", "remember");
            written(calls.get(0));
            assertThat(calls.at("/1/arguments/what").asString()).isEqualTo(ASKED);
            assertThat(seen.at("/" + how + "/answer").asString()).contains("done for " + ASKED);
        }
        assertThat(seen.path("single").size()).isEqualTo(1);
        written(seen.at("/single/0"));
        nothingLeft();
        var all = standIn.requests().stream()
                .map(recorded -> Placeholders.in(recorded.text()))
                .distinct();
        assertThat(all)
                .as("one conversation, the same placeholders in each turn")
                .hasSize(1);
    }

    private static void written(JsonNode call) {
        assertThat(call.at("/arguments/letter").asString()).isEqualTo(ASKED);
        assertThat(call.at("/arguments/details/notes/0").asString()).isEqualTo(ASKED);
    }
}
