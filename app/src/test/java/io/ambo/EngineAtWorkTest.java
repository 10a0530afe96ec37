package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real engine behind a whole Ambo: what it remembers of a conversation, how fast it is, where it stands. */
class EngineAtWorkTest {

    private static final String MODEL = "embedded/smollm2-135m";
    private static final Pattern CACHED = Pattern.compile("\"cached_tokens\":(\\d+)");
    private static final String FIRST_TURN =
            "{\"role\":\"user\",\"content\":\"" + "Tell me of the sea and the ships. ".repeat(20) + "\"}";
    private static EngineServer.Open open;

    @BeforeAll
    static void open() {
        open = EngineServer.open();
    }

    @AfterAll
    static void close() {
        open.close();
    }

    private static long cached(String messages) {
        var body = "{\"model\":\"" + MODEL + "\",\"max_tokens\":4,\"messages\":[" + messages + "]}";
        var answer = open.server().chat(body, "authorization", "Bearer " + open.key());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var found = CACHED.matcher(answer.body());
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static Called ambo(String... arguments) {
        return Called.in(open.server().folder()).with("AMBO_KEY", open.key()).ambo(arguments);
    }

    @Test
    void theNextTurnOfAConversationDoesNotReadTheFirstAgain() {
        var before = cached(FIRST_TURN);
        cached("{\"role\":\"user\",\"content\":\"" + "Something else altogether. ".repeat(20) + "\"}");
        var after = cached(
                FIRST_TURN
                        + ",{\"role\":\"assistant\",\"content\":\"The sea is wide.\"},{\"role\":\"user\",\"content\":\"Go on.\"}");
        assertThat(after).isGreaterThan(150).isGreaterThan(before);
    }

    @Test
    void modelsSaysWhereTheEngineStands() {
        assertThat(ambo("models").out()).containsPattern(MODEL + " +embedded +Ready \\(Q4_1, 2,?048 tokens");
    }
}
