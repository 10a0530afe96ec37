package io.ambo.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCharactersTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 0x0b, '\r', 0x1b, 0x1f, 0x7f, 0x80, 0x9b, 0x9d, 0x9f, 0x061c, 0x200e, 0x200f, 0x202a, 0x202e,
                0x2066, 0x2069
            })
    void aCharacterThatSteersATerminalIsShownByItsNumber(int character) {
        assertThat(ControlCharacters.visible("a" + (char) character + "b"))
                .isEqualTo("a\\u" + String.format("%04x", character) + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "line\nline\tcell", "中文，é，👩‍👩‍👧", "\u00a0\u2028\u200d"})
    void everythingElseStaysAsItIs(String text) {
        assertThat(ControlCharacters.visible(text)).isSameAs(text);
    }

    @Test
    void aTextOfOneLineHasNoLineEnds() {
        assertThat(ControlCharacters.visibleLine("a\nb\u001b")).isEqualTo("a\\nb\\u001b");
    }

    @Test
    void aClipboardSequenceDoesNothing() {
        assertThat(ControlCharacters.visible("x\u001b]52;c;AAAA\u0007y")).isEqualTo("x\\u001b]52;c;AAAA\\u0007y");
    }
}
