package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextProfileTest {

    /** The expected result of the fast paths, from Unicode's character properties. */
    private static TextProfile slowly(char c) {
        if (Characters.isHan(c)) {
            return new TextProfile(0, 1, 0, 0);
        }
        if (!Character.isLetter(c)) {
            return new TextProfile(0, 0, 0, 1);
        }
        return c < 0x250 ? new TextProfile(1, 0, 0, 0) : new TextProfile(0, 0, 1, 0);
    }

    @Test
    void everyUnitBeyondAsciiCountsAsWhatUnicodeSaysItIs() {
        for (var c = 0x80; c < 0x10000; c++) {
            var counter = new TextProfile.Counter();
            counter.unit((char) c);
            assertThat(counter.profile()).as("U+%04X", c).isEqualTo(slowly((char) c));
        }
    }

    @Test
    void lettersOfManyBytesAreThoseOfEach() {
        var random = new SplittableRandom(11);
        for (var round = 0; round < 2_000; round++) {
            var bytes = new byte[random.nextInt(40)];
            for (var i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt(0x80);
            }
            var from = random.nextInt(bytes.length + 1);
            var together = new TextProfile.Counter();
            together.ascii(bytes, from, bytes.length);
            var each = new TextProfile.Counter();
            for (var i = from; i < bytes.length; i++) {
                each.ascii(bytes[i]);
            }
            assertThat(together.profile()).isEqualTo(each.profile());
        }
    }

    @Test
    void aUnifiedCharacterStandsForItself() {
        for (var c = 0; c < 0x10000; c++) {
            if (Characters.isUnified((char) c)) {
                assertThat(Characters.normal((char) c)).isEqualTo((char) c);
                assertThat(Characters.isHan((char) c)).isTrue();
            }
        }
    }
}
