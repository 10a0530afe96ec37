package io.ambo.taggers;

import java.io.DataInput;
import java.io.IOException;

/**
 * What is known of English words: whether they are first names, last names, places, words that are written in lower case, and
 * which class of words they belong to.
 *
 * <p>A hash table keeps 40 bits of each word's hash instead of the word; about one of five million unknown words is taken for a
 * known one.
 */
final class EnglishLexicon {

    /** How many bits of a hash a word is known by. */
    static final int HASH_BITS = 40;

    static final int FIRST_NAME = 0x7;
    static final int LAST_NAME_SHIFT = 3;
    static final int PLACE_SHIFT = 6;
    static final int LOWER_SHIFT = 9;

    /** The bits that describe a word alone. */
    static final int KINDS = 0x3FF;

    /** The classes of a word: six bits for one of 48, then eight for one of 256, then ten for one of 1,024. */
    static final int CLASSES_SHIFT = 10;

    static final int COARSE_SHIFT = CLASSES_SHIFT;
    static final int MIDDLE_SHIFT = COARSE_SHIFT + 6;
    static final int FINE_SHIFT = MIDDLE_SHIFT + 8;
    static final int HAS_CLASSES_SHIFT = FINE_SHIFT + 10;

    private final int[] fingerprints;
    private final char[] codes;
    private final long[] values;
    private final int shift;

    private EnglishLexicon(int bits, long[] values) {
        this.fingerprints = new int[1 << bits];
        this.codes = new char[1 << bits];
        this.values = values;
        this.shift = HASH_BITS - bits;
    }

    /** Hashes are written in rising order as differences of seven bits a byte, each with the index of its value. */
    static EnglishLexicon read(DataInput input) throws IOException {
        var bits = input.readByte();
        var values = new long[input.readInt()];
        for (var i = 0; i < values.length; i++) {
            values[i] = input.readLong();
        }
        var lexicon = new EnglishLexicon(bits, values);
        var words = new long[input.readInt()];
        var hash = 0L;
        for (var i = 0; i < words.length; i++) {
            hash += readNumber(input);
            words[i] = hash;
        }
        for (var word : words) {
            lexicon.put(word, (char) readNumber(input));
        }
        return lexicon;
    }

    private static long readNumber(DataInput input) throws IOException {
        var number = 0L;
        for (var shift = 0; ; shift += 7) {
            var next = input.readByte();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    /** The bits of a word's key that the table keeps. */
    static long hash(long key) {
        return Hash.spread(key) >>> Long.SIZE - HASH_BITS;
    }

    private void put(long hash, char code) {
        var slot = slot(hash);
        fingerprints[slot] = fingerprint(hash);
        codes[slot] = code;
    }

    private static int fingerprint(long hash) {
        return (int) hash == 0 ? 1 : (int) hash;
    }

    private int slot(long hash) {
        var fingerprint = fingerprint(hash);
        var slot = (int) (hash >>> shift);
        while (fingerprints[slot] != 0 && fingerprints[slot] != fingerprint) {
            slot = slot + 1 & fingerprints.length - 1;
        }
        return slot;
    }

    /** What is known of the word, or of the pair of words, with the key; zero for nothing. */
    long find(long key) {
        var slot = slot(hash(key));
        return fingerprints[slot] == 0 ? 0 : values[codes[slot]];
    }

    static boolean isLower(long value) {
        return (value >> LOWER_SHIFT & 1) != 0;
    }

    static int firstName(long value) {
        return (int) value & FIRST_NAME;
    }

    static boolean isPlace(long value) {
        return (value >> PLACE_SHIFT & 7) != 0;
    }
}
