package io.ambo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final Random random = new Random(11);

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            var near = new int[] {'\n', '\r', '"', '\\', 0x1F, 0x20, 0x7F, 0x80, 0xFF, 0, 'a', 'b', 'c', 'd'};
            bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : near[random.nextInt(near.length)]);
        }
        return bytes;
    }

    @Test
    void lowestMarkedByteIsTheFirstThatFits() {
        for (var i = 0; i < 200_000; i++) {
            var bytes = bytes(8);
            assertThat(first(Words.equal(Words.at(bytes, 0), '"'))).isEqualTo(firstBetween(bytes, '"', '"'));
            assertThat(first(Words.below(Words.at(bytes, 0), 0x20))).isEqualTo(firstBetween(bytes, 0, 0x1F));
        }
    }

    private static int first(long marks) {
        return marks == 0 ? 8 : Words.before(marks);
    }

    private static int firstBetween(byte[] bytes, int least, int most) {
        var i = 0;
        while (i < bytes.length && ((bytes[i] & 0xFF) < least || (bytes[i] & 0xFF) > most)) {
            i++;
        }
        return i;
    }

    @Test
    void lineEndsWhereTheFirstLineFeedOrReturnStands() {
        for (var i = 0; i < 20_000; i++) {
            var bytes = bytes(random.nextInt(40));
            var from = random.nextInt(bytes.length + 1);
            var to = from + random.nextInt(bytes.length - from + 1);
            var expected = from;
            while (expected < to && bytes[expected] != '\n' && bytes[expected] != '\r') {
                expected++;
            }
            assertThat(Words.lineEnd(bytes, from, to)).isEqualTo(expected);
        }
    }

    @Test
    void plainTextEndsAtTheFirstBackslashOrByteBeyondAscii() {
        var random = new SplittableRandom(5);
        for (var round = 0; round < 5_000; round++) {
            var bytes = new byte[random.nextInt(30)];
            for (var i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(12) == 0 ? random.nextInt(256) : random.nextInt(0x80));
            }
            var from = random.nextInt(bytes.length + 1);
            var expected = from;
            while (expected < bytes.length && bytes[expected] >= 0 && bytes[expected] != '\\') {
                expected++;
            }
            assertThat(Words.plainEnd(bytes, from, bytes.length)).isEqualTo(expected);
        }
    }
}
