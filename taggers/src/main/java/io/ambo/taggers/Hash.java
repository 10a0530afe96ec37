package io.ambo.taggers;

/** The hash functions of words and features. A model is made for exactly these: a change needs new models. */
final class Hash {

    private static final long PRIME = 0x100000001B3L;

    private Hash() {}

    /** A number for a feature of the given template. */
    static int feature(int template, int a) {
        var x = a * 0x9E3779B1 + template * 0x85EBCA6B;
        x ^= x >>> 15;
        x *= 0x2C1B3C6D;
        return x ^ x >>> 13;
    }

    static int feature(int template, int a, int b) {
        return feature(template, a * 31 + b * 0x01000193 + 0x5bd1);
    }

    static int feature(int template, int a, int b, int c) {
        return feature(template, (a * 31 + b) * 0x01000193 + c * 0x27d4eb2f);
    }

    /** The key of a word, letter after letter; begin with zero. */
    static long append(long key, char letter) {
        return key * PRIME + letter + 1;
    }

    static long word(String word) {
        var key = 0L;
        for (var i = 0; i < word.length(); i++) {
            key = append(key, word.charAt(i));
        }
        return key;
    }

    /** The key of two words that stand beside each other. */
    static long pair(long first, long second) {
        return (first ^ 0x5DEECE66DL) * 0x9E3779B97F4A7C15L + second;
    }

    /** Spreads a key over all bits. */
    static long spread(long key) {
        var x = key;
        x ^= x >>> 33;
        x *= 0xFF51AFD7ED558CCDL;
        x ^= x >>> 33;
        x *= 0xC4CEB9FE1A85EC53L;
        return x ^ x >>> 33;
    }
}
