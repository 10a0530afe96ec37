package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HintsTest {

    private static final String CHARACTERS = "abcAB12 -_";

    private final Random random = new Random(5);

    @Test
    void noPlaceWhereAWordStandsIsMissed() {
        for (var round = 0; round < 400; round++) {
            var hints = new Hints();
            var words = new ArrayList<String>();
            for (var i = 0; i < 1 + random.nextInt(6); i++) {
                var word = WordFinder.form(made(1 + random.nextInt(9)));
                words.add(word);
                hints.add(word, isInitial(word));
            }
            var text = text(words);
            var from = random.nextInt(text.length() + 1);
            var to = from + random.nextInt(text.length() - from + 1);
            holds(marked(hints, text, from, to), words, text, from, to);
        }
    }

    /** The words in either case, separated by a few characters or none. */
    private String text(List<String> words) {
        var text = new StringBuilder();
        for (var i = random.nextInt(20); i > 0; i--) {
            var word = words.get(random.nextInt(words.size()));
            text.append(made(random.nextInt(4))).append(random.nextBoolean() ? word : word.toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }

    /** Some of the words that start with a letter or digit. */
    private static boolean isInitial(String word) {
        return word.charAt(0) == 'a' || word.charAt(0) == '1';
    }

    private static void holds(BitSet marked, List<String> words, String text, int from, int to) {
        for (var word : words) {
            for (var at = from; at + word.length() <= to; at++) {
                var within = at > from && Characters.isLetterOrDigit(text.charAt(at - 1));
                if (text.regionMatches(true, at, word, 0, word.length()) && !(within && isInitial(word))) {
                    assertThat(marked.get(at))
                            .as("'%s' at %s of '%s'", word, at, text)
                            .isTrue();
                }
            }
        }
        assertThat(marked.nextSetBit(to)).isNegative();
    }

    @Test
    void charactersThatCountAloneAreMarkedAndNothingElse() {
        var hints = new Hints();
        hints.addAlone((byte) '@');

        assertThat(marked(hints, "@ab@@c d@", 0, 9)).hasToString("{0, 3, 4, 8}");
        assertThat(marked(hints, "@ab@@c d@", 1, 8)).hasToString("{3, 4}");
    }

    @Test
    void beyondAsciiTheOutlineSaysItItself() {
        var text = "\u0080\u0081a\u0083\u0081\u0080\u0080\u0080a\u0083\u0080";

        assertThat(marked(new Hints(), text, 0, text.length())).hasToString("{1, 2, 3, 4, 8, 9}");
        assertThat(marked(new Hints(), text, 3, 9)).hasToString("{3, 4, 8}");
    }

    @Test
    void proseHasFewPlaces() {
        var hints = new Hints();
        for (var word : List.of("password", "phone", "tel", "my name is", "diabetes", "mr ")) {
            hints.add(word, word.length() > 5);
        }
        var prose = "Whoever digs a well in the plain can read the order of old floods in the layers. ".repeat(50);

        assertThat(marked(hints, prose, 0, prose.length()).cardinality()).isLessThan(prose.length() / 50);
    }

    /** What is marked, with unrelated bytes around the text. */
    private static BitSet marked(Hints hints, String text, int from, int to) {
        var outline = Arrays.copyOf(text.getBytes(ISO_8859_1), text.length() + Hints.AHEAD);
        var found = new long[(to - from + 63) / 64];
        hints.mark(outline, from, to, found);
        var marked = new BitSet();
        BitSet.valueOf(found).stream().forEach(at -> marked.set(from + at));
        return marked;
    }

    private String made(int length) {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
