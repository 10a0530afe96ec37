package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.config.Choices;
import io.ambo.core.Refusal;
import io.ambo.platform.Network;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code network} in {@code ambo.yaml}: each way that this machine offers answers alike, the others are refused. */
class NetworkTest {

    private static final String WHOLE = """
            {"model":"standin-large","messages":[{"role":"user","content":"Call 13812345678."}]}""";
    private static final String STREAM = """
            {"model":"standin-large","stream":true,"messages":[{"role":"user","content":"Call 13812345678."}]}""";

    @ParameterizedTest
    @EnumSource
    void eachWayAnswersOrIsRefusedByName(Network network, @TempDir Path folder) throws Exception {
        var settings = "port: 0\nlanes: 2\nengine: {enabled: false}\nnetwork: %s\n".formatted(Choices.id(network));
        try (var standIn = StandIn.start()) {
            var file = LiveServer.STANDIN_FILE.formatted(standIn.address());
            if (network.available()) {
                try (var server = LiveServer.with(folder, "standin", file, settings)) {
                    assertThat(server.chat(WHOLE).body()).contains("13812345678");
                    assertThat(server.chat(STREAM).body()).contains("138", "[DONE]");
                }
            } else {
                assertThatThrownBy(() -> LiveServer.with(folder, "standin", file, settings))
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.getMessage()).contains("startup.network-unavailable"));
            }
        }
    }

    static Stream<Network> available() {
        return Stream.of(Network.values()).filter(Network::available);
    }

    /** More than once, for io_uring missed one of three. */
    @ParameterizedTest
    @MethodSource("available")
    void aResetInMidStreamIsSeenAtOnce(Network network, @TempDir Path folder) {
        var settings = "port: 0\nlanes: 2\nengine: {enabled: false}\nnetwork: %s\n".formatted(Choices.id(network));
        try (var standIn = StandIn.start();
                var server = LiveServer.with(
                        folder, "standin", LiveServer.STANDIN_FILE.formatted(standIn.address()), settings)) {
            for (var i = 0; i < 20; i++) {
                standIn.next(Script.answer().chunk(2).resetAfterEvents(5));
                assertThat(server.chat(STREAM).body()).contains("\"code\":\"upstream-failed\"");
            }
        }
    }
}
