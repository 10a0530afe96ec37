package io.ambo.privacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds thousands of words in one pass over a normalised text, ignoring the case of ASCII letters.
 *
 * <p>A word is looked up by the hash of its first characters: four if it starts with ASCII, otherwise two, or fewer if
 * it is shorter. {@link AsciiBeginnings}, and a bit for each hash, quickly exclude most positions; only at the others
 * are the words of one hash compared.
 *
 * @param <T> the meaning of a word
 */
final class WordFinder<T> {

    private static final int MOST = 4;
    private static final int MOST_BEYOND_ASCII = 2;
    private static final int HASHES = 1 << 16;

    /**
     * A word in folded normal form and all its meanings.
     *
     * @param known how many of its characters are hashed
     */
    record Word<T>(String text, int known, int hash, List<T> meanings) {

        private static <T> Word<T> of(String text) {
            var known = Math.min(text.length(), text.charAt(0) < 0x80 ? MOST : MOST_BEYOND_ASCII);
            var hash = 0;
            for (var i = 0; i < known; i++) {
                hash = next(hash, text.charAt(i));
            }
            return new Word<>(text, known, hash, new ArrayList<>(1));
        }
    }

    private final Map<String, Word<T>> words = new LinkedHashMap<>();
    private final AsciiBeginnings beginnings = new AsciiBeginnings();
    private final long[] hashes = new long[HASHES / 64];
    /** The hashed lengths in use, one bit per length; non-ASCII words are kept separately. */
    private int lengths;

    private int lengthsBeyondAscii;
    private List<List<Word<T>>> byHash = buckets(16);

    /** Adds a word with one meaning; a word may have several. */
    void add(String word, T meaning) {
        var text = form(word);
        if (!text.isEmpty()) {
            words.computeIfAbsent(text, key -> register(Word.of(key)))
                    .meanings()
                    .add(meaning);
        }
    }

    /** The folded normal form of a word; words are equal if their forms are. */
    static String form(String word) {
        return fold(Characters.normal(word));
    }

    /** The words that start here, the longest first; usually none. */
    List<Word<T>> at(String text, int at, int length) {
        if (!mayBegin(text, at, length)) {
            return List.of();
        }
        List<Word<T>> found = List.of();
        var left = text.charAt(at) < 0x80 ? lengths : lengthsBeyondAscii;
        var hash = 0;
        for (var known = 1; left >>> known != 0 && at + known <= length; known++) {
            hash = next(hash, Characters.fold(text.charAt(at + known - 1)));
            if ((left >>> known & 1) != 0 && has(hash)) {
                found = collect(found, known, hash, text, at, length);
            }
        }
        return found;
    }

    /** Returns whether the characters here may start a word; usually they do not. */
    boolean mayBegin(String text, int at, int length) {
        var first = text.charAt(at);
        if (first < 0x80) {
            return beginnings.mayBegin(
                    AsciiBeginnings.code(first), code(text, at + 1, length), code(text, at + 2, length));
        }
        var hash = next(0, first);
        return (lengthsBeyondAscii & 1 << 1) != 0 && has(hash)
                || at + 1 < length && has(next(hash, Characters.fold(text.charAt(at + 1))));
    }

    private static int code(String text, int at, int end) {
        return at < end ? AsciiBeginnings.code(text.charAt(at)) : AsciiBeginnings.OTHER;
    }

    private List<Word<T>> collect(List<Word<T>> found, int known, int hash, String text, int at, int length) {
        var all = found;
        for (var word : byHash.get(bucket(hash))) {
            if (word.hash() == hash && word.known() == known && stands(word.text(), text, at, length)) {
                all = all.isEmpty() ? new ArrayList<>(2) : all;
                all.add(word);
            }
        }
        if (all.size() > 1) {
            all.sort(Comparator.comparingInt((Word<T> word) -> -word.text().length()));
        }
        return all;
    }

    private int bucket(int hash) {
        return (hash ^ hash >>> 16) & byHash.size() - 1;
    }

    private static boolean stands(String word, String text, int at, int length) {
        if (word.length() > length - at) {
            return false;
        }
        for (var i = 0; i < word.length(); i++) {
            if (word.charAt(i) != Characters.fold(text.charAt(at + i))) {
                return false;
            }
        }
        return true;
    }

    private Word<T> register(Word<T> word) {
        beginnings.add(word.text());
        if (word.text().charAt(0) < 0x80) {
            lengths |= 1 << word.known();
        } else {
            lengthsBeyondAscii |= 1 << word.known();
        }
        hashes[(word.hash() >>> 16) / 64] |= 1L << (word.hash() >>> 16);
        if (2 * words.size() >= byHash.size()) {
            byHash = buckets(2 * byHash.size());
            words.values().forEach(this::putIntoBucket);
        }
        putIntoBucket(word);
        return word;
    }

    private void putIntoBucket(Word<T> word) {
        var place = bucket(word.hash());
        var bucket = new ArrayList<>(byHash.get(place));
        bucket.add(word);
        byHash.set(place, bucket);
    }

    private static <T> List<List<Word<T>>> buckets(int count) {
        return new ArrayList<>(Collections.nCopies(count, List.of()));
    }

    private boolean has(int hash) {
        return (hashes[(hash >>> 16) / 64] >>> (hash >>> 16) & 1) != 0;
    }

    /**
     * Multiplies by a number near the golden ratio times 2^32, as Fibonacci hashing does, so that the high bits are
     * well mixed.
     */
    private static int next(int hash, char c) {
        return (hash + c) * 0x9E3779B1;
    }

    private static String fold(String text) {
        var folded = new StringBuilder(text);
        for (var i = 0; i < folded.length(); i++) {
            folded.setCharAt(i, Characters.fold(folded.charAt(i)));
        }
        return folded.toString();
    }
}
