package io.ambo.privacy;

/**
 * The form of what stands in for a value: a word, an underscore, and a code that ends in a check character, like
 * {@code PHONE_K7QX2MD4}.
 *
 * <p>The code is made of 29 characters: consonants, so that no words arise, and the digits 2 to 9; its first is a letter,
 * so that it never looks like a number. The check character is a weighted sum modulo 29, a prime, of the code and the
 * word: one wrong character and two that changed places are always noticed.
 */
final class Placeholder {

    static final String LETTERS = "BCDFGHJKLMNPQRSTVWXYZ";
    static final String ALPHABET = LETTERS + "23456789";

    /** Characters of a code, the check character included. */
    static final int LEAST = 8;

    static final int MOST = 16;

    /** How many backslashes before the underscore are overlooked: Markdown's, itself escaped twice. */
    static final int BACKSLASHES = 4;

    /** The word for texts that looked like placeholders before we made any. */
    static final String LOOK_ALIKE = "TOKEN";

    private static final byte[] VALUES = values();

    private Placeholder() {}

    /** A character's place in the alphabet, in either case, or -1. */
    static int value(char c) {
        return c < VALUES.length ? VALUES[c] : -1;
    }

    /** The character that ends the code of which these are the others. */
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

    /** Whether these characters, all of the alphabet, are a code with the right end for this word. */
    static boolean isCode(CharSequence word, CharSequence text, int from, int to) {
        var length = to - from;
        return length >= LEAST
                && length <= MOST
                && value(text.charAt(from)) < LETTERS.length()
                && value(check(word, text, from, to - 1)) == value(text.charAt(to - 1));
    }

    private static byte[] values() {
        var values = new byte[0x80];
        java.util.Arrays.fill(values, (byte) -1);
        for (byte i = 0; i < ALPHABET.length(); i++) {
            var c = ALPHABET.charAt(i);
            values[c] = i;
            values[Character.toLowerCase(c)] = i;
        }
        return values;
    }
}
