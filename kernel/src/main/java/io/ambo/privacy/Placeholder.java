package io.ambo.privacy;

import java.util.Arrays;

/**
 * The format of placeholders: a word, an underscore, and a code that ends in a check character, such as
 * {@code PHONE_K7QX2MD4}.
 *
 * <p>The code uses 29 characters: consonants, so that no words arise, and the digits 2 to 9. Its first character is a
 * letter, so that it never looks like a number. The check character is a weighted sum modulo the prime 29 of the code
 * and the word; it detects every single wrong character and every swap of two characters.
 */
final class Placeholder {

    static final String LETTERS = "BCDFGHJKLMNPQRSTVWXYZ";
    static final String ALPHABET = LETTERS + "23456789";

    /** Characters of a code, including the check character. */
    static final int LEAST = 8;

    static final int MOST = 16;

    /** The most backslashes before the underscore that are ignored: Markdown's escape, itself escaped twice. */
    static final int BACKSLASHES = 4;

    /** The word for replaced texts that looked like placeholders in the original. */
    static final String LOOK_ALIKE = "TOKEN";

    private static final byte[] VALUES = values();

    private Placeholder() {}

    /** The index of a character in the alphabet, in either case, or -1. */
    static int value(char c) {
        return c < VALUES.length ? VALUES[c] : -1;
    }

    /** The check character for a code with these other characters. */
    static char check(CharSequence word, CharSequence code, int from, int to) {
        var sum = 0;
        for (var i = 0; i < word.length(); i++) {
            sum += (i + 1) * (word.charAt(i) | 0x20);
        }
        for (var i = from; i < to; i++) {
            sum += (i - from + 1) * value(code.charAt(i));
        }
        return ALPHABET.charAt(sum % ALPHABET.length());
    }

    /**
     * Returns whether these characters, all from the alphabet, form a code with a valid check character for this word.
     */
    static boolean isCode(CharSequence word, CharSequence text, int from, int to) {
        var length = to - from;
        return length >= LEAST
                && length <= MOST
                && value(text.charAt(from)) < LETTERS.length()
                && value(check(word, text, from, to - 1)) == value(text.charAt(to - 1));
    }

    /** Returns whether a text is a placeholder as they are given out: a word in capital letters, and a code that fits it. */
    static boolean isPlaceholder(String text) {
        var underscore = text.indexOf('_');
        return underscore > 0
                && text.chars().limit(underscore).allMatch(c -> c >= 'A' && c <= 'Z')
                && text.chars().skip(underscore + 1L).allMatch(c -> c < VALUES.length && VALUES[c] >= 0)
                && isCode(text.substring(0, underscore), text, underscore + 1, text.length());
    }

    private static byte[] values() {
        var values = new byte[0x80];
        Arrays.fill(values, (byte) -1);
        for (byte i = 0; i < ALPHABET.length(); i++) {
            var c = ALPHABET.charAt(i);
            values[c] = i;
            values[Character.toLowerCase(c)] = i;
        }
        return values;
    }
}
