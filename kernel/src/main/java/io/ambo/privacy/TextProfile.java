package io.ambo.privacy;

import io.ambo.wire.Words;

/**
 * The number of characters of each kind in a body's texts, so that languages and tokens can be estimated without
 * reading them again.
 *
 * @param latin letters of the Latin alphabet
 * @param han Chinese characters
 * @param otherLetters letters of all other scripts
 * @param rest digits, spaces, punctuation and everything else, in UTF-16 units
 */
public record TextProfile(long latin, long han, long otherLetters, long rest) {

    /*
     * One token is about four English characters, and a Chinese text takes 1.2 to 2.7 times the tokens of the same text
     * in English (the project's facts, answers to "what does a token cost"). One Chinese character says about as much
     * as three English characters (a translators' rule of thumb: a thousand Chinese characters are six to seven hundred
     * English words, including spaces), so it is 3/4 x 1.2 = 0.9 to 3/4 x 2.7 = 2.0 tokens; the geometric mean, 3/4 x
     * sqrt(1.2 x 2.7), is 1.35. Letters of other scripts are counted like Chinese ones.
     */
    private static final double CHARACTERS_A_TOKEN = 4;
    private static final double TOKENS_A_HAN_CHARACTER = 1.35;

    public long characters() {
        return latin + han + otherLetters + rest;
    }

    /** The estimated number of tokens: 1/4 per character, 1.35 per Chinese character; rounded up. */
    public long tokens() {
        return (long) Math.ceil((latin + rest) / CHARACTERS_A_TOKEN + (han + otherLetters) * TOKENS_A_HAN_CHARACTER);
    }

    /** Counts characters as they are read. */
    static final class Counter {

        private long latin;
        private long han;
        private long otherLetters;
        private long rest;

        void ascii(byte b) {
            if ((b | 0x20) >= 'a' && (b | 0x20) <= 'z') {
                latin++;
            } else {
                rest++;
            }
        }

        /** Counts a range of ASCII bytes. */
        void ascii(byte[] bytes, int from, int to) {
            var letters = Words.letters(bytes, from, to);
            latin += letters;
            rest += to - from - letters;
        }

        /** Counts Chinese characters. */
        void han(int count) {
            han += count;
        }

        /** Counts one non-ASCII UTF-16 unit. */
        void unit(char c) {
            if (Characters.isHan(c)) {
                han++;
            } else if (Characters.isCommonMark(c)) {
                rest++;
            } else if (c < 0x250 && Character.isLetter(c)) {
                latin++;
            } else if (Character.isLetter(c)) {
                otherLetters++;
            } else {
                rest++;
            }
        }

        TextProfile profile() {
            return new TextProfile(latin, han, otherLetters, rest);
        }
    }
}
