package io.ambo.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds thousands of words in one go over a text in normal form, whatever the case of their ASCII letters.
 *
 * <p>A word is known by its first characters: three when it begins with ASCII, else two, or fewer when it has no more.
 * A bit for each hash of such a beginning says quickly that no word begins here; only then are the words of one hash
 * compared, the longest first.
 *
 * @param <T> what a word stands for
 */
final class WordFinder<T> {

    private static final int HASHES = 1 << 16;

    /** A word in folded normal form and all that it stands for. */
    record Word<T>(String text, List<T> meanings) {}

    private final Map<String, Word<T>> words = new LinkedHashMap<>();
    private final long[] threes = new long[HASHES / 64];
    private final long[] wholeThrees = new long[HASHES / 64];
    private final long[] fours = new long[HASHES / 64];
    private final long[] twos = new long[HASHES / 64];
    private final boolean[] ones = new boolean[HASHES];
    private final Map<Integer, List<Word<T>>> byHash = new LinkedHashMap<>();
    private final boolean[] firsts = new boolean[HASHES];
    private final AsciiBeginnings beginnings = new AsciiBeginnings();
    private boolean shortWords;

    /** Adds a word with one meaning; a word may have several. */
    void add(String word, T meaning) {
        var text = fold(Characters.normal(word));
        if (!text.isEmpty()) {
            words.computeIfAbsent(text, key -> register(new Word<>(key, new ArrayList<>())))
                    .meanings()
                    .add(meaning);
        }
    }

    /** The words that begin here, the longest first; empty nearly everywhere. */
    List<Word<T>> at(char[] text, int at, int length) {
        if (!mayBegin(text, at, length)) {
            return List.of();
        }
        var first = Characters.fold(text[at]);
        List<Word<T>> found = List.of();
        found = collect(found, one(first), text, at, length);
        if (at + 1 < length) {
            var second = Characters.fold(text[at + 1]);
            found = collect(found, two(first, second), text, at, length);
            if (at + 2 < length && first < 0x80) {
                found = collect(found, three(first, second, Characters.fold(text[at + 2])), text, at, length);
            }
        }
        return found;
    }

    /** The beginnings of all words that begin with ASCII. */
    AsciiBeginnings beginnings() {
        return beginnings;
    }

    /** Whether any word begins with this character, in either case. */
    boolean mayBegin(char c) {
        return firsts[c];
    }

    /** Whether the characters that stand here may be the beginning of a word; mostly they are not. */
    boolean mayBegin(char[] text, int at, int length) {
        var first = Characters.fold(text[at]);
        if (at + 1 >= length) {
            return shortWords && ones[first];
        }
        var second = Characters.fold(text[at + 1]);
        if (first >= 0x80) {
            return has(twos, two(first, second)) || shortWords && ones[first];
        }
        if (shortWords && (ones[first] || has(twos, two(first, second)))) {
            return true;
        }
        return at + 2 < length && mayBegin(text, at, length, three(first, second, Characters.fold(text[at + 2])));
    }

    /** After three characters that fit, a fourth tells nearly all other words apart. */
    private boolean mayBegin(char[] text, int at, int length, int three) {
        return has(threes, three)
                && (has(wholeThrees, three)
                        || at + 3 < length && has(fours, four(three, Characters.fold(text[at + 3]))));
    }

    private List<Word<T>> collect(List<Word<T>> found, int hash, char[] text, int at, int length) {
        var candidates = byHash.get(hash);
        if (candidates == null) {
            return found;
        }
        var all = found;
        for (var word : candidates) {
            if (stands(word.text(), text, at, length)) {
                all = all.isEmpty() ? new ArrayList<>(2) : all;
                all.add(word);
            }
        }
        if (all.size() > 1) {
            all.sort(Comparator.comparingInt((Word<T> word) -> -word.text().length()));
        }
        return all;
    }

    private static boolean stands(String word, char[] text, int at, int length) {
        if (word.length() > length - at) {
            return false;
        }
        for (var i = 0; i < word.length(); i++) {
            if (word.charAt(i) != Characters.fold(text[at + i])) {
                return false;
            }
        }
        return true;
    }

    private Word<T> register(Word<T> word) {
        var text = word.text();
        var first = text.charAt(0);
        beginnings.add(text);
        firsts[first] = true;
        firsts[first >= 'a' && first <= 'z' ? first - 32 : first] = true;
        int hash;
        if (text.length() == 1) {
            hash = one(first);
            ones[first] = true;
            shortWords = true;
        } else if (first >= 0x80 || text.length() == 2) {
            hash = two(first, text.charAt(1));
            set(twos, hash);
            shortWords |= first < 0x80;
        } else {
            hash = three(first, text.charAt(1), text.charAt(2));
            set(threes, hash);
            if (text.length() == 3) {
                set(wholeThrees, hash);
            } else {
                set(fours, four(hash, text.charAt(3)));
            }
        }
        byHash.computeIfAbsent(hash, key -> new ArrayList<>()).add(word);
        return word;
    }

    private static void set(long[] bits, int hash) {
        bits[(hash & HASHES - 1) >> 6] |= 1L << hash;
    }

    private static boolean has(long[] bits, int hash) {
        return (bits[(hash & HASHES - 1) >> 6] >>> hash & 1) != 0;
    }

    private static int one(char a) {
        return a | 1 << 16;
    }

    private static int two(char a, char b) {
        return (a * 0x9E3779B1 + b * 0x85EBCA6B) >>> 16 | 1 << 17;
    }

    private static int three(char a, char b, char c) {
        return (a * 0x9E3779B1 + b * 0x85EBCA6B + c * 0xC2B2AE35) >>> 16 | 1 << 18;
    }

    private static int four(int three, char d) {
        return (three * 0x9E3779B1 + d * 0x85EBCA6B) >>> 16;
    }

    private static String fold(String text) {
        var folded = new StringBuilder(text);
        for (var i = 0; i < folded.length(); i++) {
            folded.setCharAt(i, Characters.fold(folded.charAt(i)));
        }
        return folded.toString();
    }
}
