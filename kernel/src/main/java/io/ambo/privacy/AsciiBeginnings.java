package io.ambo.privacy;

import java.util.Arrays;

/**
 * The first three characters of words that start with ASCII, as bits. For most positions of a text, two look-ups
 * without hashing are enough to tell that no word starts there.
 *
 * <p>A character has a code of six bits. Upper and lower case share one; letters and digits have their own; other ASCII
 * characters share the rest. Zero is a non-ASCII character or the end of the text.
 */
final class AsciiBeginnings {

    /** The code of every non-ASCII character. */
    static final int OTHER = 0;

    /** The number of codes, a power of two. */
    static final int CODES = 64;

    private static final int FIRST_DIGIT = 27;
    private static final int FIRST_MARK = 37;
    private static final byte[] CODE = codes();

    private final long[] thirds = new long[CODES * CODES];

    /** The code of a UTF-16 unit. */
    static int code(char c) {
        return CODE[c];
    }

    /** Adds a word in folded normal form; a word with a non-ASCII first character is ignored. */
    void add(String word) {
        var first = code(word.charAt(0));
        if (first == OTHER) {
            return;
        }
        switch (word.length()) {
            case 1 -> Arrays.fill(thirds, first * CODES, (first + 1) * CODES, -1L);
            case 2 -> thirds[first * CODES + code(word.charAt(1))] = -1L;
            default -> thirds[first * CODES + code(word.charAt(1))] |= 1L << code(word.charAt(2));
        }
    }

    /** Returns whether a word may start with three characters of these codes. */
    boolean mayBegin(int first, int second, int third) {
        return (thirds[first * CODES + second] >>> third & 1) != 0;
    }

    private static byte[] codes() {
        var codes = new byte[0x10000];
        for (var c = 0; c < 0x80; c++) {
            codes[c] = (byte) (FIRST_MARK + c % (CODES - FIRST_MARK));
        }
        for (var c = '0'; c <= '9'; c++) {
            codes[c] = (byte) (FIRST_DIGIT + c - '0');
        }
        for (var c = 'a'; c <= 'z'; c++) {
            codes[c] = (byte) (1 + c - 'a');
            codes[c - 'a' + 'A'] = codes[c];
        }
        return codes;
    }
}
