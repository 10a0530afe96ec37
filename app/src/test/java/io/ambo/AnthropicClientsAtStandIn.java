package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.access.KeyLimits;
import io.ambo.access.KeySpec;
import io.ambo.core.DestinationKind;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
    static void start() throws IOException {
        standIn = StandIn.start();
        var home = folder.resolve("home");
        var spec = new KeySpec(
                "tests",
                Set.of(),
                Set.of(DestinationKind.values()),
                Set.of("pictures"),
                Set.of(),
                Optional.empty(),
                KeyLimits.NONE.requestsPerMinute(OptionalLong.of(1000)));
        key = GuardedServer.key(home, spec);
        Files.createDirectories(home.resolve("policies"));
        Files.writeString(home.resolve("policies/pictures.yaml"), "name: pictures\nextends: default\nmedia: L0\n");
        server = GuardedServer.inFrontOf(standIn, home);
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
    void aPictureIsRefusedOrPassedByItsClass(Client client) {
        assertThat(see(client, "picture", "What is this?").path("refused").asString())
                .isEqualTo("no-allowed-model");
        assertThat(standIn.requests()).isEmpty();
        assertThat(see(client, "harmless picture", "What is this?").path("text").asString())
                .isNotBlank();
        assertThat(standIn.requests().getLast().text()).contains("iVBORw0KGgo=");
    }

    @ParameterizedTest
    @EnumSource
    void theWordsAtWhichAnAnswerStopsReachTheModel(Client client) {
        assertThat(see(client, "stops", "Say hello.").path("text").asString()).isNotBlank();
        assertThat(standIn.requests().getLast().text()).contains("[\"END\",\"\\n\\n\"]");
    }

    @ParameterizedTest
    @EnumSource
    void featuresInBetaReachADestinationOfAnthropicsFormatOnly(Client client) {
        assertThat(see(client, "beta", "Say hello.").path("text").asString()).isNotBlank();
        assertThat(standIn.requests().getLast().header("anthropic-beta")).isEqualTo(betas());
    }

    /** What the destination is to get of {@code anthropic-beta}. */
    abstract Optional<String> betas();

    @ParameterizedTest
    @EnumSource
    void theLimitsOfTheKeyAreToldAsAnthropicTellsThem(Client client) {
        var limits = see(client, "limits", "Say hello.");
        assertThat(limits.path("anthropic-ratelimit-requests-limit").asString()).isEqualTo("1000");
        assertThat(limits.path("anthropic-ratelimit-requests-remaining").asString())
                .matches("9\\d\\d");
        assertThat(limits.path("anthropic-ratelimit-requests-reset").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
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
