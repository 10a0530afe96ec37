package io.ambo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encoding of a text is told where it can be, and never guessed where it cannot. */
class TextEncodingTest {

    private static final String CHINESE = "客户的电话是一三八，请明天联系。\r\nabc,123\r\n";

    @TempDir
    Path folder;

    private Charset told(byte[] bytes) throws IOException, Obstacle.Met {
        return TextEncoding.of(Files.write(folder.resolve("text"), bytes));
    }

    @Test
    void itIsToldByItsMarkByItsValidityOrByItsCharacters() throws Exception {
        assertThat(told("plain".getBytes(StandardCharsets.US_ASCII))).isEqualTo(StandardCharsets.UTF_8);
        assertThat(told(new byte[0])).isEqualTo(StandardCharsets.UTF_8);
        assertThat(told(CHINESE.getBytes(StandardCharsets.UTF_8))).isEqualTo(StandardCharsets.UTF_8);
        assertThat(told(CHINESE.getBytes(Charset.forName("GB18030")))).isEqualTo(Charset.forName("GB18030"));
        assertThat(told(("\uFEFF" + CHINESE).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(StandardCharsets.UTF_16LE);
        assertThat(told(("\uFEFF" + CHINESE).getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(StandardCharsets.UTF_16BE);
    }

    @Test
    void aCharacterAcrossTwoReadsIsWhole() throws Exception {
        var long64 = "x".repeat((1 << 16) - 1) + CHINESE.repeat(3000);
        assertThat(told(long64.getBytes(StandardCharsets.UTF_8))).isEqualTo(StandardCharsets.UTF_8);
        assertThat(told(long64.getBytes(Charset.forName("GB18030")))).isEqualTo(Charset.forName("GB18030"));
    }

    @Test
    void whatCouldBeSeveralEncodingsIsNotGuessed() {
        assertMet("caf\u00e9 cr\u00e8me br\u00fbl\u00e9e".getBytes(Charset.forName("windows-1252")), Obstacle.ENCODING);
        assertMet((CHINESE + "\u00e9").getBytes(Charset.forName("Big5")), Obstacle.ENCODING);
        assertMet(new byte[] {'a', (byte) 0xE4}, Obstacle.ENCODING);
    }

    @Test
    void whatIsNoTextIsNone() {
        assertMet(new byte[] {'a', 0, 'b'}, Obstacle.BINARY);
        assertMet(new byte[] {1, 2, 3, 4}, Obstacle.BINARY);
    }

    private void assertMet(byte[] bytes, Obstacle obstacle) {
        assertThatThrownBy(() -> told(bytes)).isInstanceOf(Obstacle.Met.class).hasMessage(obstacle.id());
    }
}
