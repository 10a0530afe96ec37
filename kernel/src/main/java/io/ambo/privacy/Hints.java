package io.ambo.privacy;

import io.ambo.wire.Words;
import java.util.function.IntConsumer;

/**
 * Where in a text something may begin that is looked for, told from the outline of the text: a byte a character, which is
 * the character itself when it is of ASCII.
 *
 * <p>Filled once, then for any number of threads.
 */
final class Hints {

    /* At every second character two tables are asked, and in prose both nearly always say no.
     *
     * One knows pairs of characters: those of which one counts alone, as digits do, and words of two.
     *
     * The other knows the hash of four characters. Each word gives it four characters for a beginning at the place
     * where the table is asked, and four for a beginning at the place behind it; they are taken from among its first ten
     * so that prose has them seldom. The table says how far before such four characters a word may begin; whether the
     * four characters there are the first of a word is looked up then. */

    /** In an outline: a character beyond ASCII with which nothing begins. */
    static final byte OTHER = (byte) 0x80;

    /** In an outline: a character beyond ASCII with which something may begin. */
    static final byte LOOK = (byte) 0x81;

    /** In an outline: the same, and something may also begin one character before. */
    static final byte LOOK_BACK = (byte) 0x83;

    /** How many bytes may be looked at behind the end of a text. */
    static final int AHEAD = Long.BYTES + Integer.BYTES;

    private static final int VALUES = 0x84;
    private static final int KNOWN = 4;

    /** In {@link #pairs}: something may begin with the second character, with the first, with both as a whole word. */
    private static final int SECOND = 1;

    private static final int FIRST = 2;
    private static final int BOTH = 4;

    /** How far from its beginning the four characters of a word may be, so that a byte can say it. */
    private static final int FARTHEST = 6;

    /** Characters that prose is full of, the commonest first. */
    private static final String COMMON = " etaoinsrhldcumfpgwybvkxjqz";

    private static final long HIGHS = 0x8080808080808080L;

    private final boolean[] alone = new boolean[0x100];
    private final byte[] pairs = new byte[0x10000];
    /** A bit for each four that a word gave: 2^13 rows by the high bits of the hash, in each 2^5 by the low ones. */
    private final int[] fours = new int[1 << 13];
    /** By hash; the lowest bit is for a word that begins behind the first of the four, the next for one that begins there. */
    private final byte[] places = new byte[0x10000];
    /** The first four characters of words, by hash. */
    private final boolean[] beginnings = new boolean[0x10000];

    /** Adds a character that counts wherever it stands. */
    void addAlone(byte character) {
        alone[character & 0xFF] = true;
        for (var other = 0; other < VALUES; other++) {
            pairs[pair(character, other)] |= FIRST;
            pairs[pair(other, character)] |= SECOND;
        }
    }

    /**
     * Adds a word in folded normal form that begins with ASCII, and has no second character beyond it.
     *
     * @param initial whether it counts only where neither a letter nor a digit stands before it
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

    /** Of the four characters from there on, or two, four and so on farther, those that are rarest in prose. */
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

    /** About how rare four characters are in English, as logarithms; what has many writings is not rare. */
    private static int rarity(String word, int from) {
        var rarity = 0;
        for (var at = Math.max(0, from); at < word.length() && at < from + KNOWN; at++) {
            var place = COMMON.indexOf(word.charAt(at));
            rarity += word.charAt(at) >= 0x80 ? 0 : place < 0 ? 60 : 20 + place;
        }
        return rarity;
    }

    private static void addFours(String word, int from, boolean initial, IntConsumer hashes) {
        addFours(word, from, 0, 0, initial, hashes);
    }

    private static void addFours(String word, int from, int count, int four, boolean initial, IntConsumer hashes) {
        if (count == KNOWN) {
            hashes.accept(hash(four));
            return;
        }
        for (var value = 0; value < VALUES; value++) {
            if (fits(value, word, from + count, initial)) {
                addFours(word, from, count + 1, four | value << Byte.SIZE * count, initial, hashes);
            }
        }
    }

    /** Whether this may be what a character of a word, or one before or after it, looks like in an outline. */
    private static boolean fits(int value, String word, int at, boolean initial) {
        if (at < 0 || at >= word.length()) {
            return at > 0 || !initial || !Characters.isLetterOrDigit((char) value);
        }
        return word.charAt(at) < 0x80 ? Characters.fold((char) value) == word.charAt(at) : value >= 0x80;
    }

    private static int pair(int first, int second) {
        return first & 0xFF | (second & 0xFF) << Byte.SIZE;
    }

    /** Of four characters in whatever case; the highest bits are the best. */
    private static int hash(int four) {
        return (four | 0x20202020) * 0x9E3779B1;
    }

    /** Sets a bit in {@code found} for each character from which on something may begin, {@code from} being bit 0. */
    void mark(byte[] outline, int from, int to, long[] found) {
        mark(outline, from, to, found, Interruption.NEVER);
    }

    /** The same, given up when it is interrupted. */
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

    /** A bit for each of eight bytes that is {@link #LOOK}; the product gathers the lowest bits of the bytes. */
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

    /** The lowest bit says whether a word gave these four. */
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
