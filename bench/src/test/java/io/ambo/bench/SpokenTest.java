package io.ambo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class SpokenTest {

    private static final String WHOLE = """
            {"id":"%s","choices":[{"message":{"role":"assistant","content":"two words"},"finish_reason":"stop"}]}""";
    private static final String STREAM = """
            data: {"id":"%s","choices":[{"delta":{"content":"two "}}]}

            data: {"choices":[{"delta":{"content":"words"},"finish_reason":null}]}

            data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

            data: {"choices":[],"usage":{"total_tokens":2}}

            data: [DONE]

            """;

    private static Spoken spoken(String text) {
        return Spoken.of(text.getBytes(UTF_8));
    }

    @Test
    void otherIdentifiersSayTheSame() {
        assertThat(spoken(WHOLE.formatted("a"))).isEqualTo(new Spoken("two words", "stop", true));
        assertThat(spoken(STREAM.formatted("a"))).isEqualTo(spoken(WHOLE.formatted("b")));
    }

    @Test
    void otherWordsOrACutEndSaySomethingElse() {
        var expected = spoken(STREAM.formatted("a"));
        assertThat(spoken(STREAM.replace("words", "wards"))).isNotEqualTo(expected);
        assertThat(spoken(STREAM.replace("data: [DONE]", ""))).isNotEqualTo(expected);
        assertThat(spoken(STREAM.replace("\"stop\"", "\"length\""))).isNotEqualTo(expected);
        assertThat(spoken("<html>")).isNotEqualTo(expected);
    }

    @Test
    void bodiesThatComeInPiecesAreCheckedOneAfterTheOther() {
        var check = new SameWords(spoken(WHOLE));
        for (var answer : new String[] {WHOLE.formatted("a"), WHOLE.replace("words", "wards"), WHOLE.formatted("b")}) {
            check.begin();
            check.takes(Unpooled.copiedBuffer(answer.substring(0, 30), UTF_8), 30);
            check.takes(Unpooled.copiedBuffer(answer.substring(30), UTF_8), answer.length() - 30);
            assertThat(check.whole()).isEqualTo(!answer.contains("wards"));
        }
    }
}
