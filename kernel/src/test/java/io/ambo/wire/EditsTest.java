package io.ambo.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class EditsTest {

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    @Test
    void withoutEditsTheVeryBytesLeave() {
        var bytes = ascii("abc");
        assertThat(new Edits().applyTo(bytes)).isSameAs(bytes);
        assertThat(new Edits().isEmpty()).isTrue();
    }

    @Test
    void editsAreMadeInTheOrderOfTheBytesWhateverOrderTheyCameIn() {
        var edits = new Edits();
        edits.replace(4, 5, ascii("E!"));
        edits.replace(0, 2, ascii(""));
        edits.replace(6, 6, ascii("end"));
        edits.replace(2, 2, ascii("<"));
        assertThat(edits.applyTo(ascii("abcdef"))).asString().isEqualTo("<cdE!fend");
        assertThat(edits.covers(0, 1)).isTrue();
        assertThat(edits.covers(1, 3)).isFalse();
    }

    @Test
    void editsThatOverlapOrLieOutsideAreABug() {
        var overlap = new Edits();
        overlap.replace(0, 3, ascii("x"));
        overlap.replace(2, 4, ascii("y"));
        assertThatThrownBy(() -> overlap.applyTo(ascii("abcdef"))).isInstanceOf(IllegalStateException.class);
        var outside = new Edits();
        outside.replace(3, 9, ascii("x"));
        assertThatThrownBy(() -> outside.applyTo(ascii("abcdef"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> outside.replace(3, 2, ascii(""))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void editsMakeWhatAStringBuilderMakes() {
        var random = new Random(9);
        for (var i = 0; i < 2000; i++) {
            var text = "0123456789".repeat(1 + random.nextInt(4));
            var expected = new StringBuilder(text);
            var edits = new Edits();
            var end = text.length();
            while (end > 0 && random.nextInt(6) > 0) {
                var to = random.nextInt(end + 1);
                var from = random.nextInt(to + 1);
                var replacement = "r".repeat(random.nextInt(5));
                edits.replace(from, to, ascii(replacement));
                expected.replace(from, to, replacement);
                end = from - 1;
            }
            assertThat(edits.applyTo(ascii(text))).asString().isEqualTo(expected.toString());
        }
    }

    @Test
    void whetherARangeIsCoveredIsToldAsByLookingAtEachEdit() {
        var random = new Random(20261130);
        var edits = new Edits();
        var ranges = new ArrayList<int[]>();
        for (var at = 0; at < 5000; at += random.nextInt(5)) {
            var end = at + random.nextInt(4);
            edits.replace(at, end, new byte[0]);
            ranges.add(new int[] {at, end});
            at = end;
        }
        for (var start = 0; start < 5000; start++) {
            for (var end = start; end < start + 5; end++) {
                var from = start;
                var to = end;
                assertThat(edits.covers(start, end))
                        .isEqualTo(ranges.stream().anyMatch(range -> range[0] <= from && to <= range[1]));
            }
        }
    }

    /** 200,000 edits and 50,000 queries: a linear search would need 10^10 steps. */
    @Test
    void manyQuestionsAboutManyEditsTakeNoTime() {
        var edits = new Edits();
        for (var i = 0; i < 200_000; i++) {
            edits.replace(3 * i, 3 * i + 2, new byte[0]);
        }
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            for (var i = 0; i < 50_000; i++) {
                assertThat(edits.covers(599_998 - i, 600_001 - i)).isFalse();
            }
        });
    }
}
