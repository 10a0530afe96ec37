package io.ambo.taggers;

import static io.ambo.taggers.Hash.feature;

import java.util.Arrays;

/**
 * English text as tokens: words, numbers, and each other character that is not a space.
 *
 * <p>Described are the words around a token, their beginnings and ends, how they are written (in capitals, with a capital, in
 * lower case), what the lexicon knows of them, and which classes of words they belong to.
 */
final class EnglishFeatures implements Features {

    private static final int COUNT = 45;
    private static final int PAD = 3;

    /** How words are written; digits and other characters have numbers from {@link #NUMBER} and {@link #MARK} on. */
    private static final int ONE_CAPITAL = 1;

    private static final int CAPITALS = 2;
    private static final int LOWER = 3;
    private static final int CAPITALIZED = 4;
    private static final int MIXED = 5;
    private static final int OTHER = 6;
    private static final int NUMBER = 20;
    private static final int MARK = 30;

    private static final int SENTENCE_START = 1 << 8;
    private static final int LINE_OF_CAPITALS = 1 << 9;
    private static final int PLACE_OF_TWO_WORDS = 1 << 10;
    private static final int ALSO_IN_LOWER_CASE = 1 << 11;
    private static final int FEWEST_CAPITALS = 3;

    private final EnglishLexicon lexicon;
    private final long[] lowerWords = new long[1 << 10];

    private int tokens;
    private int[] starts = {};
    private int[] ends = {};
    private int[] shapes = {};
    private int[] words = {};
    private int[] prefixes = {};
    private int[] suffixes2 = {};
    private int[] suffixes3 = {};
    private int[] suffixes4 = {};
    private int[] kinds = {};
    private int[] coarse = {};
    private int[] middle = {};
    private int[] fine = {};
    private long[] keys = {};

    EnglishFeatures(EnglishLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public int start(int token) {
        return starts[PAD + token];
    }

    @Override
    public int end(int token) {
        return ends[PAD + token];
    }

    @Override
    public int read(String text, int from, int to) {
        if (starts.length < to - from + 2 * PAD) {
            grow(to - from + 2 * PAD);
        }
        tokens = 0;
        Arrays.fill(lowerWords, 0);
        split(text, from, to);
        for (var i = PAD + tokens; i < 2 * PAD + tokens; i++) {
            blank(i);
        }
        markLines(text);
        lookUp();
        return tokens;
    }

    private void grow(int least) {
        var size = least + (least >> 1);
        starts = new int[size];
        ends = new int[size];
        shapes = new int[size];
        words = new int[size];
        prefixes = new int[size];
        suffixes2 = new int[size];
        suffixes3 = new int[size];
        suffixes4 = new int[size];
        kinds = new int[size];
        coarse = new int[size];
        middle = new int[size];
        fine = new int[size];
        keys = new long[size];
        for (var i = 0; i < PAD; i++) {
            blank(i);
        }
    }

    private void blank(int i) {
        shapes[i] = 0;
        words[i] = 0;
        kinds[i] = 0;
        coarse[i] = -1;
        middle[i] = -1;
        fine[i] = -1;
    }

    private void split(String text, int from, int to) {
        var i = from;
        while (i < to) {
            var c = text.charAt(i);
            var start = i++;
            if (Letters.isDigit(c)) {
                while (i < to && Letters.isDigit(text.charAt(i))) {
                    i++;
                }
                add(text, start, i, NUMBER + Math.min(i - start, 6));
            } else if (Letters.isLatin(c)) {
                i = endOfWord(text, i, to);
                add(text, start, i, shape(text, start, i));
            } else if (c != ' ' && c != '\t' && !Letters.isLineEnd(c)) {
                if (Character.isHighSurrogate(c) && i < to) {
                    i++;
                }
                add(text, start, i, MARK + c % 64);
            }
        }
    }

    /** A word goes on over an apostrophe with a letter behind it, but not over that of a genitive. */
    static int endOfWord(String text, int from, int to) {
        var i = from;
        while (i < to) {
            var c = text.charAt(i);
            if (!Letters.isLatin(c)) {
                var isApostrophe = c == '\'' || c == '’';
                if (!isApostrophe || i + 1 >= to || !Letters.isLatin(text.charAt(i + 1)) || isGenitive(text, i, to)) {
                    break;
                }
            }
            i++;
        }
        return i;
    }

    private static boolean isGenitive(String text, int apostrophe, int to) {
        return text.charAt(apostrophe + 1) == 's'
                && (apostrophe + 2 >= to || !Letters.isLatin(text.charAt(apostrophe + 2)));
    }

    private static int shape(String text, int from, int to) {
        var capitals = 0;
        var small = 0;
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            capitals += Character.isUpperCase(c) ? 1 : 0;
            small += Character.isLowerCase(c) ? 1 : 0;
        }
        if (small == 0) {
            return to - from == 1 ? ONE_CAPITAL : CAPITALS;
        }
        if (capitals == 0) {
            return LOWER;
        }
        if (!Character.isUpperCase(text.charAt(from))) {
            return OTHER;
        }
        return capitals == 1 ? CAPITALIZED : MIXED;
    }

    private void add(String text, int start, int end, int shape) {
        var i = PAD + tokens++;
        starts[i] = start;
        ends[i] = end;
        shapes[i] = shape;
        var key = 0L;
        for (var at = start; at < end; at++) {
            key = Hash.append(key, Letters.lower(text.charAt(at)));
            if (at == start + 2) {
                prefixes[i] = (int) key;
            }
        }
        if (end - start <= 2) {
            prefixes[i] = (int) key;
        }
        keys[i] = key;
        words[i] = (int) Hash.spread(key);
        suffixes(text, start, end, i);
    }

    private void suffixes(String text, int start, int end, int i) {
        var hash = 0;
        for (var length = 1; length <= Math.min(4, end - start); length++) {
            hash = hash * 31 + Letters.lower(text.charAt(end - length));
            if (length <= 2) {
                suffixes2[i] = hash;
            }
            if (length <= 3) {
                suffixes3[i] = hash;
            }
            suffixes4[i] = hash;
        }
    }

    /** Marks where sentences start, and the lines that are written in capitals throughout. */
    private void markLines(String text) {
        var lineStart = PAD;
        for (var i = PAD; i <= PAD + tokens; i++) {
            var startsLine = i == PAD || i == PAD + tokens || hasLineEnd(text, ends[i - 1], starts[i]);
            if (startsLine && i > PAD) {
                markCapitals(lineStart, i);
                lineStart = i;
            }
            if (i < PAD + tokens && (startsLine || endsSentence(text, i - 1))) {
                shapes[i] |= SENTENCE_START;
            }
        }
    }

    private static boolean hasLineEnd(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (Letters.isLineEnd(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean endsSentence(String text, int i) {
        var c = text.charAt(starts[i]);
        return c == '.' || c == '!' || c == '?';
    }

    private void markCapitals(int from, int to) {
        var all = 0;
        var capital = 0;
        for (var i = from; i < to; i++) {
            var shape = shape(i);
            all += shape < NUMBER ? 1 : 0;
            capital += shape == CAPITALS || shape == CAPITALIZED ? 1 : 0;
        }
        if (all > FEWEST_CAPITALS && capital * 10 > all * 7) {
            for (var i = from; i < to; i++) {
                shapes[i] |= LINE_OF_CAPITALS;
            }
        }
    }

    private int shape(int i) {
        return shapes[i] & 0xFF;
    }

    private void lookUp() {
        for (var i = PAD; i < PAD + tokens; i++) {
            if (shape(i) == LOWER) {
                lowerWords[words[i] >>> 22] |= 1L << (words[i] >>> 16);
            }
        }
        for (var i = PAD; i < PAD + tokens; i++) {
            kinds[i] = 0;
            var value = lexicon.find(keys[i]);
            var classes = (int) (value >>> EnglishLexicon.CLASSES_SHIFT) & 0xFFFFFF;
            var hasClasses = value >>> EnglishLexicon.HAS_CLASSES_SHIFT != 0;
            coarse[i] = hasClasses ? classes & 0x3F : -1;
            middle[i] = hasClasses ? classes & 0x3FFF : -1;
            fine[i] = hasClasses ? classes : -1;
            if (shape(i) < NUMBER) {
                kinds[i] = (int) value & EnglishLexicon.KINDS | surroundings(i);
            }
        }
    }

    private int surroundings(int i) {
        var isPlace = i + 1 < PAD + tokens && EnglishLexicon.isPlace(lexicon.find(Hash.pair(keys[i], keys[i + 1])));
        var isLower = (lowerWords[words[i] >>> 22] & 1L << (words[i] >>> 16)) != 0;
        return (isPlace ? PLACE_OF_TWO_WORDS : 0) | (isLower ? ALSO_IN_LOWER_CASE : 0);
    }

    @Override
    public void rows(int token, int[] rows) {
        var i = PAD + token;
        words(i, rows);
        shapes(i, rows);
        kinds(i, rows);
        classes(i, rows);
    }

    private void words(int i, int[] rows) {
        var a = words[i - 2];
        var b = words[i - 1];
        var c = words[i];
        var d = words[i + 1];
        var e = words[i + 2];
        var shape = shapes[i];
        rows[0] = feature(1, c);
        rows[1] = feature(2, b);
        rows[2] = feature(3, d);
        rows[3] = feature(4, a);
        rows[4] = feature(5, e);
        rows[5] = feature(6, b, c);
        rows[6] = feature(7, c, d);
        rows[7] = feature(8, a, b);
        rows[8] = feature(9, d, e);
        rows[9] = feature(23, c, shape);
        rows[10] = feature(24, b, shape);
        rows[11] = feature(25, d, shape);
        rows[12] = feature(28, a, b, shape);
        rows[13] = feature(30, b, d, shape);
        rows[14] = feature(31, d, e, shape);
        rows[15] = feature(33, words[i - 3], shape);
    }

    private void shapes(int i, int[] rows) {
        var shape = shapes[i];
        var before = shape(i - 1);
        var after = shape(i + 1);
        rows[16] = feature(10, shape);
        rows[17] = feature(11, before, shape);
        rows[18] = feature(12, shape, after);
        rows[19] = feature(13, before, shape, after);
        rows[20] = feature(14, shape(i - 2) * 64 + before, shape, after * 64 + shape(i + 2));
        rows[21] = feature(15, prefixes[i]);
        rows[22] = feature(16, suffixes3[i]);
        rows[23] = feature(17, suffixes2[i]);
        rows[24] = feature(18, suffixes4[i], shape);
    }

    private void kinds(int i, int[] rows) {
        var a = kinds[i - 2];
        var b = kinds[i - 1];
        var c = kinds[i];
        var d = kinds[i + 1];
        var shape = shapes[i];
        var sides = shape(i - 1) * 64 + shape(i + 1);
        rows[25] = feature(19, c, shape);
        rows[26] = feature(20, b, c, shape);
        rows[27] = feature(21, c, d, shape);
        rows[28] = feature(22, b, c, d);
        rows[29] = feature(26, words[i - 1], c, shape);
        rows[30] = feature(27, words[i + 1], c, shape);
        rows[31] = feature(29, a, b, c);
        rows[32] = feature(32, c, sides);
        rows[33] = feature(34, sides, c, shape & LINE_OF_CAPITALS);
    }

    private void classes(int i, int[] rows) {
        var shape = shapes[i];
        rows[34] = feature(50, coarse[i]);
        rows[35] = feature(51, coarse[i], shape);
        rows[36] = feature(52, middle[i]);
        rows[37] = feature(53, fine[i]);
        rows[38] = feature(54, coarse[i - 1], shape);
        rows[39] = feature(55, coarse[i + 1], shape);
        rows[40] = feature(56, middle[i - 1]);
        rows[41] = feature(57, middle[i + 1]);
        rows[42] = feature(58, fine[i - 1], shape);
        rows[43] = feature(59, fine[i + 1], shape);
        rows[44] = feature(60, coarse[i - 1], coarse[i], coarse[i + 1]);
    }
}
