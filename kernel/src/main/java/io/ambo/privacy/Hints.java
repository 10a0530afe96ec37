package io.ambo.privacy;

import io.ambo.wire.Words;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Finds the positions of a text at which a value may start, using the text's outline: one byte per character, which for
 * ASCII is the character itself.
 *
 * <p>Thread-safe once filled.
 */
final class Hints {

    /*
     * Two tables are consulted at every second character; in prose both nearly always answer no.
     *
     * The first contains pairs of characters: those of which one counts alone, such as digits, and words of two
     * characters.
     *
     * The second contains hashes of four characters. Each word contributes four characters that are read when its start
     * has the parity of the position of the look-up, and four for the other parity; they are chosen among its first ten
     * characters to be rare in prose. The table tells how far before such four characters a word may start; whether the
     * characters at that position really start a word is checked afterwards.
     */

    /** In an outline: a non-ASCII character with which no value starts. */
    static final byte OTHER = (byte) 0x80;

    /** In an outline: a non-ASCII character with which a value may start. */
    static final byte LOOK = (byte) 0x81;

    /** In an outline: like {@link #LOOK}, and a value may also start one character earlier. */
    static final byte LOOK_BACK = (byte) 0x83;

    /** How many bytes beyond the end of a text may be read. */
    static final int AHEAD = Long.BYTES + Integer.BYTES;

    private static final int VALUES = 0x84;
    private static final int KNOWN = 4;

    /** In {@link #pairs}: a value may start with the second character, with the first, or both are a whole word. */
    private static final int SECOND = 1;

    private static final int FIRST = 2;
    private static final int BOTH = 4;

    /** The largest distance of a word's four characters from its start that fits in a byte. */
    private static final int FARTHEST = 6;

    /** Characters common in prose, the most frequent first. */
    private static final String COMMON = " etaoinsrhldcumfpgwybvkxjqz";

    private static final long HIGHS = 0x8080808080808080L;

    private final boolean[] alone = new boolean[0x100];
    private final byte[] pairs = new byte[0x10000];
    /**
     * One bit for each four characters of a word: 2^13 rows by the high bits of the hash, each with 2^5 bits by the low
     * ones.
     */
    private final int[] fours = new int[1 << 13];
    /**
     * By hash: where a word may start. Bit 0 is one character after the first of the four, bit 1 at it, bit {@code n}
     * is {@code n - 1} before it.
     */
    private final byte[] places = new byte[0x10000];
    /** The first four characters of words, by hash. */
    private final boolean[] beginnings = new boolean[0x10000];

    /** Adds a character that counts wherever it occurs. */
    void addAlone(byte character) {
        alone[character & 0xFF] = true;
        for (var other = 0; other < VALUES; other++) {
            pairs[pair(character, other)] |= FIRST;
            pairs[pair(other, character)] |= SECOND;
        }
    }

    /**
     * Adds a word in folded normal form whose first two characters are ASCII.
     *
     * @param initial whether it counts only if neither a letter nor a digit precedes it
     */
    void add(String word, boolean initial) {
        switch (word.length()) {
            case 1 -> {
                addAlone((byte) word.charAt(0));
                addAlone((byte) Character.toUpperCase(word.charAt(0)));
            }
            case 2 -> addPairs(word);
            default -> {
                addFours(word, 0, initial, hash -> beginnings[hash >>> 16] = true);
                addRarest(word, 0, initial);
                addRarest(word, word.length() > KNOWN ? 1 : -1, initial);
            }
        }
    }

    private void addPairs(String word) {
        for (var first = 0; first < VALUES; first++) {
            for (var second = 0; second < VALUES; second++) {
                if (fits(second, word, 0, false)) {
                    pairs[pair(first, second)] |= SECOND;
                }
                if (fits(first, word, 0, false) && fits(second, word, 1, false)) {
                    pairs[pair(first, second)] |= FIRST | BOTH;
                }
            }
        }
    }

    /** Adds the rarest four characters among those at {@code from} and at 2, 4, … characters after it. */
    private void addRarest(String word, int from, boolean initial) {
        var rarest = from;
        for (var at = from; at + KNOWN <= word.length() && at <= FARTHEST; at += 2) {
            rarest = rarity(word, at) > rarity(word, rarest) ? at : rarest;
        }
        var bit = 1 << rarest + 1;
        addFours(word, rarest, initial, hash -> {
            fours[hash >>> 19] |= 1 << hash;
            places[hash >>> 16] |= (byte) bit;
        });
    }

    /**
     * How rare four characters are in English, approximately, as logarithms; characters with several forms are not
     * rare.
     */
    private static int rarity(String word, int from) {
        var rarity = 0;
        for (var at = Math.max(0, from); at < word.length() && at < from + KNOWN; at++) {
            var place = COMMON.indexOf(word.charAt(at));
            rarity += word.charAt(at) >= 0x80 ? 0 : place < 0 ? 60 : 20 + place;
        }
        return rarity;
    }

    private static void addFours(String word, int from, boolean initial, IntConsumer hashes) {
        var values = new int[KNOWN][];
        for (var i = 0; i < KNOWN; i++) {
            var at = from + i;
            values[i] = IntStream.range(0, VALUES)
                    .filter(value -> fits(value, word, at, initial))
                    .toArray();
        }
        addFours(values, 0, 0, hashes);
    }

    private static void addFours(int[][] values, int count, int four, IntConsumer hashes) {
        if (count == KNOWN) {
            hashes.accept(hash(four));
            return;
        }
        for (var value : values[count]) {
            addFours(values, count + 1, four | value << Byte.SIZE * count, hashes);
        }
    }

    /**
     * Returns whether this byte of an outline may represent the character at {@code at}, or a character just before or
     * after the word.
     */
    private static boolean fits(int value, String word, int at, boolean initial) {
        if (at < 0 || at >= word.length()) {
            return at > 0 || !initial || !Characters.isLetterOrDigit((char) value);
        }
        return word.charAt(at) < 0x80 ? Characters.fold((char) value) == word.charAt(at) : value >= 0x80;
    }

    private static int pair(int first, int second) {
        return first & 0xFF | (second & 0xFF) << Byte.SIZE;
    }

    /** The hash of four characters, ignoring case; the highest bits are the best mixed. */
    private static int hash(int four) {
        return (four | 0x20202020) * 0x9E3779B1;
    }

    /** Sets a bit in {@code found} for each character at which a value may start; {@code from} is bit 0. */
    void mark(byte[] outline, int from, int to, long[] found) {
        mark(outline, from, to, found, Interruption.NEVER);
    }

    /** Like {@link #mark}, but can be interrupted. */
    void mark(byte[] outline, int from, int to, long[] found, Interruption interruption) {
        for (var block = from; block < to; block += Interruption.INTERVAL) {
            interruption.check();
            markBlock(outline, from, block, Math.min(to, block + Interruption.INTERVAL), to, found);
        }
        if ((to - from) % Long.SIZE != 0) {
            found[(to - from) / Long.SIZE] &= (1L << to - from) - 1;
        }
    }

    private void markBlock(byte[] outline, int from, int first, int end, int to, long[] found) {
        for (var i = first; i < end; i += Long.BYTES) {
            var eight = Words.at(outline, i);
            var last = Words.fourAt(outline, i + 6);
            found[i - from >> 6] |= looks(eight) << i - from;
            if (looksBack(eight)) {
                markBack(outline, i, from, found);
            }
            var inPairs = pairs[(int) eight & 0xFFFF]
                    | pairs[(int) (eight >>> 16) & 0xFFFF]
                    | pairs[(int) (eight >>> 32) & 0xFFFF]
                    | pairs[(int) (eight >>> 48)];
            var inFours = four((int) eight) | four((int) (eight >>> 16)) | four((int) (eight >>> 32)) | four(last);
            if (inPairs != 0 || (inFours & 1) != 0) {
                for (var at = i; at < i + Long.BYTES; at += 2) {
                    mark(outline, at, from, to, found);
                }
            }
        }
    }

    /** A bit for each of eight bytes that is {@link #LOOK}; the multiplication gathers the lowest bits of the bytes. */
    private static long looks(long eight) {
        return ((eight & eight << 7 & HIGHS) >>> 7) * 0x0102040810204080L >>> 56;
    }

    private static boolean looksBack(long eight) {
        return (eight & eight << 6 & HIGHS) != 0;
    }

    private static void markBack(byte[] outline, int first, int from, long[] found) {
        for (var i = Math.max(first, from + 1); i < first + Long.BYTES; i++) {
            if (outline[i] == LOOK_BACK) {
                found[i - 1 - from >> 6] |= 1L << i - 1 - from;
            }
        }
    }

    /** Returns, in the lowest bit, whether a word contributed these four characters. */
    private int four(int four) {
        var hash = hash(four);
        return fours[hash >>> 19] >>> hash;
    }

    private void mark(byte[] outline, int at, int from, int to, long[] found) {
        var four = Words.fourAt(outline, at);
        var bits = pairs[four & 0xFFFF] & (SECOND | FIRST);
        if ((four(four) & 1) != 0) {
            bits |= places[hash(four) >>> 16] & 0xFF;
        }
        for (; bits != 0; bits &= bits - 1) {
            var place = at + 1 - Integer.numberOfTrailingZeros(bits);
            if (place >= from && place < to && mayBegin(outline, place)) {
                found[place - from >> 6] |= 1L << place - from;
            }
        }
    }

    private boolean mayBegin(byte[] outline, int at) {
        var four = Words.fourAt(outline, at);
        return alone[four & 0xFF] || beginnings[hash(four) >>> 16] || (pairs[four & 0xFFFF] & BOTH) != 0;
    }
}
