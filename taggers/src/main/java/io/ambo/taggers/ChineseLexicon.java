package io.ambo.taggers;

import java.io.DataInput;
import java.io.IOException;

/**
 * The words of Chinese with their parts of speech, and which characters names are made of.
 *
 * <p>Words and all their beginnings are in one hash table of the keys of {@link Hash#append}, so that the words that begin at
 * a character are found letter after letter.
 */
final class ChineseLexicon {

    /** No word is longer. */
    static final int LONGEST = 6;

    /** A key begins at least one longer word. */
    static final int BEGINNING = 0x2000;

    /** A key is a word; the lowest seven bits are its part of speech. */
    static final int WORD = 0x4000;

    static final int PART_OF_SPEECH = 0x7F;

    /** Traits of a character: four bits each for surname, first and second character of a given name, then flags. */
    static final int SURNAME = 0xF;

    static final int GIVEN_FIRST_SHIFT = 4;
    static final int GIVEN_SECOND_SHIFT = 8;
    static final int TRANSLITERATES = 1 << 12;
    static final int DOUBLE_SURNAME = 1 << 13;

    private final long[] keys;
    private final short[] codes;
    private final short[] traits = new short[1 << 16];
    private final int shift;
    private int[] doubleSurnames = {};

    private ChineseLexicon(int bits) {
        keys = new long[1 << bits];
        codes = new short[1 << bits];
        shift = Long.SIZE - bits;
    }

    static ChineseLexicon read(DataInput input) throws IOException {
        var lexicon = new ChineseLexicon(input.readByte());
        lexicon.readWords(input);
        lexicon.readCharacters(input);
        return lexicon;
    }

    /** Words are written as how many characters they share with the one before, and the rest. */
    private void readWords(DataInput input) throws IOException {
        var word = new char[LONGEST + 1];
        for (var left = input.readInt(); left > 0; left--) {
            var shared = input.readByte();
            var length = input.readByte();
            for (var i = (int) shared; i < length; i++) {
                word[i] = input.readChar();
            }
            put(word, length, input.readByte());
        }
    }

    private void readCharacters(DataInput input) throws IOException {
        for (var left = input.readInt(); left > 0; left--) {
            traits[input.readChar()] = input.readShort();
        }
        doubleSurnames = new int[input.readInt()];
        for (var i = 0; i < doubleSurnames.length; i++) {
            doubleSurnames[i] = input.readInt();
            traits[doubleSurnames[i] >>> 16] |= DOUBLE_SURNAME;
        }
    }

    private void put(char[] word, int length, int partOfSpeech) {
        var key = 0L;
        for (var i = 0; i < length; i++) {
            key = Hash.append(key, word[i]);
            var slot = slot(key);
            keys[slot] = key;
            codes[slot] |= (short) (i == length - 1 ? WORD | partOfSpeech : BEGINNING);
        }
    }

    private int slot(long key) {
        var slot = (int) (key * 0x9E3779B97F4A7C15L >>> shift);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    /** What is known of a key: {@link #BEGINNING}, {@link #WORD} and the part of speech, or zero. */
    int find(long key) {
        return codes[slot(key)];
    }

    /** The part of speech of a word, as its letter; zero if it is none. */
    int partOfSpeech(String text, int from, int to) {
        if (from < 0 || to > text.length() || to - from > LONGEST) {
            return 0;
        }
        var key = 0L;
        for (var i = from; i < to; i++) {
            key = Hash.append(key, text.charAt(i));
        }
        var code = find(key);
        return (code & WORD) == 0 ? 0 : code & PART_OF_SPEECH;
    }

    int traits(char c) {
        return traits[c];
    }

    boolean isDoubleSurname(char first, char second) {
        if ((traits[first] & DOUBLE_SURNAME) == 0) {
            return false;
        }
        for (var pair : doubleSurnames) {
            if (pair == (first << 16 | second)) {
                return true;
            }
        }
        return false;
    }
}
