package io.ambo.taggers;

import static io.ambo.taggers.ChineseLexicon.GIVEN_FIRST_SHIFT;
import static io.ambo.taggers.ChineseLexicon.GIVEN_SECOND_SHIFT;
import static io.ambo.taggers.ChineseLexicon.SURNAME;
import static io.ambo.taggers.ChineseLexicon.TRANSLITERATES;
import static io.ambo.taggers.Hash.feature;

import java.util.Arrays;

/**
 * Chinese text as tokens: each character is one; digits and Latin letters are one token a run.
 *
 * <p>Described are the characters around a token, the words of the lexicon that begin, end and lie there, and whether the
 * characters are such as surnames, given names and transliterated names are made of.
 */
final class ChineseFeatures implements Features {

    private static final int COUNT = 27;

    /** Tokens before the first and after the last, so that neighbours need no check. */
    private static final int PAD = 4;

    private static final char EDGE = '\u0001';
    private static final char SURROGATES = '\u0002';
    private static final char DOT = '·';
    private static final int LONGEST_RUN = 6;
    private static final int LENGTH_SHIFT = 7;

    private final ChineseLexicon lexicon;

    private int tokens;
    private int[] starts = {};
    private int[] ends = {};
    private char[] symbols = {};
    private int[] traits = {};

    /** Length and part of speech of the longest word that begins, ends or lies at a token; zero for none. */
    private int[] begins = {};

    private int[] finishes = {};
    private int[] covers = {};

    /** The longest word that begins or ends at a token, or its character. */
    private int[] wordsAfter = {};

    private int[] wordsBefore = {};

    /** How many characters of transliteration follow from a token on, and how many lead to it. */
    private byte[] runsAhead = {};

    private byte[] runsBehind = {};

    ChineseFeatures(ChineseLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public int start(int token) {
        return starts[token];
    }

    @Override
    public int end(int token) {
        return ends[token];
    }

    @Override
    public int read(String text, int from, int to) {
        clear(to - from + 2 * PAD);
        split(text, from, to);
        Arrays.fill(symbols, PAD + tokens, PAD + tokens + PAD, EDGE);
        for (var i = 0; i < tokens + 2 * PAD; i++) {
            traits[i] = lexicon.traits(symbols[i]);
            wordsAfter[i] = symbols[i];
            wordsBefore[i] = symbols[i];
        }
        for (var i = PAD; i < PAD + tokens; i++) {
            if (Letters.isHan(symbols[i])) {
                findWords(i);
            }
        }
        findRuns();
        return tokens;
    }

    private void clear(int size) {
        if (symbols.length < size) {
            grow(size + (size >> 1));
        }
        tokens = 0;
        Arrays.fill(begins, 0, size, 0);
        Arrays.fill(finishes, 0, size, 0);
        Arrays.fill(covers, 0, size, 0);
    }

    private void grow(int size) {
        symbols = new char[size];
        Arrays.fill(symbols, 0, PAD, EDGE);
        starts = new int[size];
        ends = new int[size];
        traits = new int[size];
        begins = new int[size];
        finishes = new int[size];
        covers = new int[size];
        wordsAfter = new int[size];
        wordsBefore = new int[size];
        runsAhead = new byte[size];
        runsBehind = new byte[size];
    }

    private void split(String text, int from, int to) {
        var i = from;
        while (i < to) {
            var c = Letters.plain(text.charAt(i));
            var start = i++;
            if (Letters.isDigit(c)) {
                while (i < to && Letters.isDigit(Letters.plain(text.charAt(i)))) {
                    i++;
                }
                c = digits(i - start);
            } else if (Letters.isLatin(c)) {
                while (i < to && Letters.isLatin(Letters.plain(text.charAt(i)))) {
                    i++;
                }
                c = letters(c, i - start);
            } else if (Character.isHighSurrogate(c) && i < to) {
                i++;
                c = SURROGATES;
            }
            starts[tokens] = start;
            ends[tokens] = i;
            symbols[PAD + tokens++] = c;
        }
    }

    private static char digits(int length) {
        if (length == 1) {
            return '1';
        }
        return length < 5 ? '0' : '9';
    }

    private static char letters(char first, int length) {
        if (length == 1) {
            return 'B';
        }
        return Character.isUpperCase(first) ? 'A' : 'a';
    }

    /** Notes all words that begin at a token; of several the longest stays. */
    private void findWords(int first) {
        var key = Hash.append(0, symbols[first]);
        var code = lexicon.find(key);
        var hash = (int) symbols[first];
        for (var last = first + 1; last < first + ChineseLexicon.LONGEST; last++) {
            if ((code & ChineseLexicon.BEGINNING) == 0 || !Letters.isHan(symbols[last])) {
                return;
            }
            key = Hash.append(key, symbols[last]);
            hash = hash * 31 + symbols[last];
            code = lexicon.find(key);
            if ((code & ChineseLexicon.WORD) != 0) {
                note(first, last, code & ChineseLexicon.PART_OF_SPEECH, hash);
            }
        }
    }

    private void note(int first, int last, int partOfSpeech, int hash) {
        var length = last - first + 1;
        var word = length << LENGTH_SHIFT | partOfSpeech;
        begins[first] = word;
        wordsAfter[first] = hash;
        if (finishes[last] >> LENGTH_SHIFT < length) {
            finishes[last] = word;
            wordsBefore[last] = hash;
        }
        for (var i = first; i <= last; i++) {
            if (covers[i] >> LENGTH_SHIFT + 3 < length) {
                covers[i] = length << LENGTH_SHIFT + 3 | i - first << LENGTH_SHIFT | partOfSpeech;
            }
        }
    }

    private void findRuns() {
        var run = 0;
        for (var i = PAD; i < PAD + tokens; i++) {
            run = transliterates(i) ? Math.min(run + 1, LONGEST_RUN) : 0;
            runsBehind[i] = (byte) run;
        }
        run = 0;
        for (var i = PAD + tokens - 1; i >= PAD; i--) {
            run = transliterates(i) ? Math.min(run + 1, LONGEST_RUN) : 0;
            runsAhead[i] = (byte) run;
        }
    }

    private boolean transliterates(int i) {
        return (traits[i] & TRANSLITERATES) != 0 || symbols[i] == DOT;
    }

    @Override
    public void rows(int token, int[] rows) {
        var i = PAD + token;
        characters(i, rows);
        words(i, rows);
        names(i, rows);
    }

    private void characters(int i, int[] rows) {
        var a = symbols[i - 2];
        var b = symbols[i - 1];
        var c = symbols[i];
        var d = symbols[i + 1];
        var e = symbols[i + 2];
        rows[0] = feature(1, c);
        rows[1] = feature(2, b);
        rows[2] = feature(3, d);
        rows[3] = feature(4, a);
        rows[4] = feature(5, e);
        rows[5] = feature(6, b, c);
        rows[6] = feature(7, c, d);
        rows[7] = feature(8, a, b);
        rows[8] = feature(9, d, e);
        rows[9] = feature(10, b, d);
        rows[10] = feature(11, a, b, c);
        rows[11] = feature(12, c, d, e);
        rows[12] = feature(13, b, c, d);
    }

    private void words(int i, int[] rows) {
        rows[13] = feature(14, begins[i], finishes[i]);
        rows[14] = feature(15, covers[i]);
        rows[15] = feature(16, wordsBefore[i - 1]);
        rows[16] = feature(17, wordsAfter[i + 1]);
        rows[17] = feature(18, wordsAfter[i + 2]);
        rows[18] = feature(19, wordsAfter[i + 3]);
        rows[19] = feature(24, covers[i - 1], covers[i + 1]);
        rows[20] = feature(25, covers[i], traits[i] & SURNAME, traits[i - 1] & SURNAME);
    }

    private void names(int i, int[] rows) {
        var ahead = surnameAndGiven(i);
        rows[21] = feature(20, ahead, given(i + 2), begins[i] >> LENGTH_SHIFT);
        rows[22] = feature(21, surnameAndGiven(i - 1), given(i + 1), begins[i - 1] >> LENGTH_SHIFT);
        rows[23] = feature(22, surnameAndGiven(i - 2), given(i), begins[i - 2] >> LENGTH_SHIFT);
        rows[24] = feature(23, doubleSurnames(i), runsAhead[i], runsBehind[i]);
        rows[25] = feature(26, finishes[i - 1], begins[i + 2] != 0 ? begins[i + 2] : symbols[i + 2], ahead);
        rows[26] = feature(27, finishes[i - 1], begins[i + 3] != 0 ? begins[i + 3] : symbols[i + 3], ahead);
    }

    private int surnameAndGiven(int i) {
        return (traits[i] & SURNAME) << 4 | traits[i + 1] >> GIVEN_FIRST_SHIFT & 0xF;
    }

    private int given(int i) {
        return traits[i] >> GIVEN_SECOND_SHIFT & 0xF;
    }

    private int doubleSurnames(int i) {
        return (lexicon.isDoubleSurname(symbols[i], symbols[i + 1]) ? 1 : 0)
                | (lexicon.isDoubleSurname(symbols[i - 1], symbols[i]) ? 2 : 0)
                | (lexicon.isDoubleSurname(symbols[i - 2], symbols[i - 1]) ? 4 : 0);
    }
}
