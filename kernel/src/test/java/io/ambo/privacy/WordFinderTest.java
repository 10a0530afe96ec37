package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WordFinderTest {

    private static final String LETTERS = "abA一二é";

    private final Random random = new Random(7);

    @Test
    void thousandsOfWordsAreFoundWhereTheyStandAndNowhereElse() {
        for (var round = 0; round < 200; round++) {
            var words = new TreeSet<String>();
            for (var i = 0; i < 1 + random.nextInt(120); i++) {
                words.add(made(1 + random.nextInt(6)).toLowerCase(Locale.ROOT));
            }
            var finder = new WordFinder<String>();
            words.forEach(word -> finder.add(word, word));
            holdsAtEveryPlace(finder, words, made(80));
        }
    }

    private static void holdsAtEveryPlace(WordFinder<String> finder, TreeSet<String> words, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (var i = 0; i < text.length(); i++) {
            var at = i;
            var expected = words.stream()
                    .filter(word -> lower.startsWith(word, at))
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();
            assertThat(found(finder, text, at)).isEqualTo(expected);
            assertThat(finder.mayBegin(text, at, text.length()) || expected.isEmpty())
                    .isTrue();
        }
    }

    private static List<String> found(WordFinder<String> finder, String text, int at) {
        return finder.at(text, at, text.length()).stream()
                .map(WordFinder.Word::text)
                .toList();
    }

    @Test
    void aWordOfManyMeaningsHasThemAll() {
        var finder = new WordFinder<Integer>();
        finder.add("Word", 1);
        finder.add("wORD", 2);

        assertThat(finder.at("a word", 2, 6).getFirst().meanings()).containsExactly(1, 2);
    }

    private String made(int length) {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
