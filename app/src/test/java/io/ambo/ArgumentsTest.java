package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/** Values that JSON must escape come back into tool arguments, which are JSON within JSON, as they were. */
class ArgumentsTest {

    private static final String KEY =
            "-----BEGIN PRIVATE KEY-----\nRVhBTVBMRSBFWEFNUExFIEVYQU1QTEU=\n-----END PRIVATE KEY-----";
    private static final String SECRET = "password=Ab9\\cd\\n7xyz";
    private static final String TOOL =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"keep\",\"parameters\":{\"type\":\"object\",\"properties\":{\"what\":{\"type\":\"string\"}}}}}]";

    @TempDir
    Path folder;

    @Test
    void lineBreaksAndBackslashesOfAValueStayWhatTheyWere() {
        var key = GuardedServer.key(folder.resolve("home"), "tests", "masking");
        try (var standIn = StandIn.start();
                var server = GuardedServer.inFrontOf(standIn, folder.resolve("home"))) {
            for (var text : List.of("Keep " + KEY + " for me", "Keep " + SECRET + " for me")) {
                for (var stream : List.of(false, true)) {
                    for (var model : List.of("standin/standin-large", "claude/standin-claude")) {
                        standIn.next(Script.answer().chunk(1));
                        var body = "{\"model\":\"" + model + "\",\"max_tokens\":2000,\"stream\":" + stream
                                + ",\"messages\":[{\"role\":\"user\",\"content\":"
                                + Told.plainly(text).json() + "}]" + TOOL + "}";
                        var answer = server.chat(body, "authorization", "Bearer " + key, "x-ambo-policy", "masking");
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                        var folded = stream ? Folded.stream(answer.body()) : Folded.whole(answer.body());
                        var arguments = String.valueOf(folded.texts().get("0 call 0 arguments"));
                        assertThat(new ObjectMapper()
                                        .readTree(arguments)
                                        .path("what")
                                        .asString())
                                .isEqualTo(text);
                    }
                }
            }
            assertThat(standIn.requests()).hasSize(8).allSatisfy(recorded -> {
                assertThat(Placeholders.in(recorded.text())).hasSize(1);
                assertThat(recorded.text()).doesNotContain("RVhBTVBMRSBFWEFNUExF", "Ab9");
            });
        }
    }
}
