package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRedactorTest {

    private static final String KEY = "sk-proj-4fGh7Kq2_Zx9Wv8-LmNpRt3B";
    private static final String MARK = "[…]";

    private final KeyRedactor redactor = new KeyRedactor(KEY);

    private static String between(String between) {
        return KEY.chars().mapToObj(Character::toString).collect(Collectors.joining(between));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> altered() {
        return List.of(
                KEY,
                KEY.substring(4),
                KEY.substring(0, KEY.length() - 4),
                KEY.toUpperCase(Locale.ROOT),
                KEY.toLowerCase(Locale.ROOT),
                between(" "),
                between("\u200b"),
                between("\u00ad-"),
                KEY.replace("-", "%2D").replace("_", "%5f"),
                KEY.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining()),
                base64(KEY),
                base64("Bearer " + KEY),
                base64("user:" + KEY + ":x"),
                base64("x" + KEY),
                Base64.getUrlEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(KEY.getBytes(StandardCharsets.UTF_8)),
                "sk-proj-4fGh7Kq2…");
    }

    @ParameterizedTest
    @MethodSource("altered")
    void noPartOfTheKeyIsShownInWhateverForm(String form) {
        var shown = redactor.inWords("Incorrect API key: " + form + ". See the manual.", MARK);
        assertThat(shown)
                .startsWith("Incorrect API key: ")
                .endsWith(". See the manual.")
                .contains(MARK);
        assertThat(shown.length() - "Incorrect API key: . See the manual.".length())
                .as(shown)
                .isLessThanOrEqualTo(MARK.length() + 12);
    }

    @Test
    void severalKeysInOneTextGoAll() {
        assertThat(redactor.inWords(KEY + " and " + between(" ") + " and " + KEY, MARK))
                .isEqualTo(MARK + " and " + MARK + " and " + MARK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sk-proj-",
                "The model does not exist or you do not have access to it.",
                "密钥不正确，请检查 sk-… 是否有效",
                "100% of the quota is used; retry after 20 s, %zz %2",
                "abcdefghijklmnopqrstuvwxyz0123456789"
            })
    void wordsWithoutTheKeyStayAsTheyAre(String words) {
        assertThat(redactor.inWords(words, MARK)).isEqualTo(words);
    }

    @Test
    void aShortKeyIsHiddenAsItIsAndNoKeyHidesNothing() {
        assertThat(new KeyRedactor("k1").inWords("the key k1 is wrong", MARK))
                .isEqualTo("the key " + MARK + " is wrong");
        assertThat(new KeyRedactor("").inWords("the key is missing", MARK)).isEqualTo("the key is missing");
    }

    @Test
    void inAnAnswerTheKeyIsWrittenOverWithoutMovingAByte() {
        var hidden = "*".repeat(KEY.length());
        for (var text : Stream.of("%s", "{\"content\":\"my key is %s.\"}", "%s%s", "sk-proj-%s", "%ssk-proj-4fGh")
                .toList()) {
            var bytes = text.replace("%s", KEY).getBytes(StandardCharsets.UTF_8);
            redactor.inAnswer(bytes, 0, bytes.length);
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text.replace("%s", hidden));
        }
    }

    @Test
    void inAnAnswerNothingOutsideTheRangeIsTouched() {
        var bytes = (KEY + KEY).getBytes(StandardCharsets.UTF_8);
        redactor.inAnswer(bytes, 1, bytes.length - 1);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(KEY + KEY);
    }
}
