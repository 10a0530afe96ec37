package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.StandIn;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With closed models: also tools and their results, what leaves and what comes back. */
abstract class AnthropicClientsAtStandIn extends AnthropicClientBattery {

    private static final String PHONE = "13812345678";
    private static final Pattern PLACEHOLDER = Pattern.compile("PHONE_[A-Z0-9]{8,}");

    @TempDir
    static Path folder;

    private static StandIn standIn;
    private static LiveServer server;
    private static String key;

    @BeforeAll
    static void start() {
        standIn = StandIn.start();
        key = GuardedServer.key(folder.resolve("home"), "tests");
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

    static StandIn standIn() {
        return standIn;
    }

    @Override
    LiveServer server() {
        return server;
    }

    @Override
    String key() {
        return key;
    }

    /** The stand-in thinks, calls two tools, and gives the first this text. */
    abstract void answerOfTools(String placeholder);

    @ParameterizedTest
    @EnumSource
    void valuesLeaveMaskedAndComeBackStreamedAndWhole(Client client) {
        for (var what : new String[] {"chat", "stream"}) {
            assertThat(see(client, what, "Ring \"" + PHONE + "\".").path("text").asString())
                    .contains("\"" + PHONE + "\"");
        }
        assertThat(standIn.requests())
                .isNotEmpty()
                .allSatisfy(recorded ->
                        assertThat(recorded.text()).contains("PHONE_").doesNotContain(PHONE));
    }

    @ParameterizedTest
    @EnumSource
    void toolsAreCalledInParallelWithTheValuesPutBack(Client client) {
        see(client, "results", "Ring " + PHONE);
        var placeholder = PLACEHOLDER.matcher(standIn.requests().getFirst().text());
        assertThat(placeholder.find()).isTrue();
        answerOfTools(placeholder.group());
        var seen = see(client, "tools", "Ring " + PHONE);

        assertThat(seen.path("calls").toString())
                .isEqualTo("[[\"t1\",\"write\",{\"letter\":\"" + PHONE + "\"}],[\"t2\",\"remember\",{}]]");
        assertThat(seen.path("thinking").asString()).isEqualTo("Hm.");
        assertThat(seen.path("stop").asString()).isEqualTo("tool_use");
        assertThat(seen.path("input").asInt()).isEqualTo(7);
        assertThat(seen.path("output").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void resultsOfToolsGoBackToTheModel(Client client) {
        var seen = see(client, "results", "Ring " + PHONE);
        assertThat(seen.path("stop").asString()).isIn("end_turn", "tool_use");
        assertThat(standIn.requests().getLast().text())
                .contains("sent", "And now?", "PHONE_")
                .doesNotContain(PHONE);
    }
}
