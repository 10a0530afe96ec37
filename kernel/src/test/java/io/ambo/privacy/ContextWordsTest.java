package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextWordsTest {

    private static final Set<String> WORDS = Set.of("sin", "社保", "инн");
    private static final String VALUE = "123456782";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIN 123456782",
                "sin: 123456782",
                "userSin=123456782",
                "my_sin 123456782",
                "123456782 (SIN)",
                "社保号123456782",
                "ИНН 123456782"
            })
    void aWordNearAValueCountsAsAWhole(String text) {
        assertThat(near(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since 123456782",
                "basin 123456782",
                "123456782",
                "SIN, and then much else that has nothing to do with it: 123456782"
            })
    void partsOfWordsAndWordsFarAwayDoNot(String text) {
        assertThat(near(text)).isFalse();
    }

    private static boolean near(String text) {
        var start = text.indexOf(VALUE);
        return ContextWords.near(WORDS, text, start, start + VALUE.length(), 0, text.length());
    }
}
