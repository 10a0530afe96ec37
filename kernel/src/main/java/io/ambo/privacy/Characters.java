package io.ambo.privacy;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Character normalisation for scanning, and the digits that numerals represent.
 *
 * <p>The normal form is Unicode's NFKC applied to each character (UAX #15), so that full-width, circled and
 * mathematical digits and letters become plain ones. In addition, every dash becomes a hyphen, every bullet a middle
 * dot, and every decimal digit an ASCII one; control, zero-width and layout characters and combining marks are removed. Tag
 * characters, which are invisible but read by models, become the ASCII characters they represent; see
 * {@link NormalText}.
 */
final class Characters {

    /** Marks a character that is removed. */
    static final char REMOVED = '\uFFFF';
    /** Marks a character that becomes several. */
    static final char SEVERAL = '\uFFFE';

    /** The most characters that one may become: no more than its UTF-8 bytes. */
    private static final int MOST_FOR_ONE = 3;

    private static final String[] NUMERALS = {"零〇○", "一壹幺弌", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"};
    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D";
    private static final String DOTS = "\u0387\u2022\u2027\u2219\u22C5\u2E31\u30FB\uFF65";
    private static final int[][] COMPATIBLE = {
        {0x00A0, 0x00FF}, {0x02B0, 0x02E4}, {0x2000, 0x33FF}, {0xA69C, 0xA7FF}, {0xF900, 0xFB06}, {0xFE30, 0xFFEF}
    };
    private static final int[][] INVISIBLE = {
        {0x0000, 0x0008},
        {0x000E, 0x001F},
        {0x007F, 0x0084},
        {0x0086, 0x009F},
        {0x00AD, 0x00AD},
        {0x0300, 0x036F},
        {0x0483, 0x0489},
        {0x061C, 0x061C},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x1AB0, 0x1AFF},
        {0x1DC0, 0x1DFF},
        {0x200B, 0x200F},
        {0x202A, 0x202E},
        {0x2060, 0x206F},
        {0x20D0, 0x20FF},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFE20, 0xFE2F},
        {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0},
        {0xFFF9, 0xFFFB}
    };

    private static final char[] NORMAL = table();
    private static final byte[] DIGITS = digits();

    private Characters() {}

    /** The normal form of a UTF-16 unit; {@link #REMOVED} or {@link #SEVERAL} if it is not a single unit. */
    static char normal(char c) {
        return NORMAL[c];
    }

    /**
     * The normal form of a character that becomes several, or of one beyond the basic plane; empty if it is removed.
     */
    static String several(int codePoint) {
        if (codePoint >= 0xE0000 && codePoint <= 0xE0FFF) {
            return "";
        }
        var character = Character.toString(codePoint);
        var form = Normalizer.normalize(character, Normalizer.Form.NFKC);
        return form.length() <= MOST_FOR_ONE ? form : character;
    }

    /** The ASCII character that a tag character represents, or 0. */
    static char tag(int codePoint) {
        return codePoint >= 0xE0020 && codePoint <= 0xE007E ? (char) (codePoint - 0xE0000) : 0;
    }

    /** The digit that a Chinese numeral represents, or -1. */
    static int numeral(char c) {
        return DIGITS[c];
    }

    /** Every numeral that {@link #numeral} knows. */
    static String numerals() {
        return String.join("", NUMERALS);
    }

    static boolean isHan(char c) {
        return c >= 0x4E00 && c <= 0x9FFF || c >= 0x3400 && c <= 0x4DBF || c >= 0xF900 && c <= 0xFAFF;
    }

    /** Returns whether this is a Chinese character whose normal form is itself. */
    static boolean isUnified(char c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }

    /**
     * Returns whether this is a common mark of Chinese text, without a look-up in Unicode's tables; no letter is among
     * them.
     */
    static boolean isCommonMark(char c) {
        return c >= 0x3000 && c <= 0x3002 || c >= 0x3008 && c <= 0x3020 || c >= 0xFF01 && c <= 0xFF20;
    }

    /** Returns whether this is a visible ASCII character or, if {@code wide}, a letter or digit of any script. */
    static boolean isVisible(char c, boolean wide) {
        return c > ' ' && c < 0x7F || wide && c >= 0xC0 && Character.isLetterOrDigit(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetterOrDigit(char c) {
        return isDigit(c) || isLetter(c);
    }

    /** Returns whether this is an ASCII letter. */
    static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /** ASCII letters in lower case; all other characters unchanged. */
    static char fold(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    /** The normal form of a whole text. */
    static String normal(String text) {
        var form = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (codePoint < 0x10000 && normal((char) codePoint) < SEVERAL) {
                form.append(normal((char) codePoint));
            } else if (codePoint >= 0x10000 || normal((char) codePoint) == SEVERAL) {
                form.append(several(codePoint));
            }
        });
        return form.toString();
    }

    private static char[] table() {
        var table = new char[0x10000];
        for (var c = 0; c < table.length; c++) {
            table[c] = c > 0x7F && Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : (char) c;
        }
        for (var range : COMPATIBLE) {
            for (var c = range[0]; c <= range[1]; c++) {
                table[c] = compatible((char) c);
            }
        }
        DASHES.chars().forEach(c -> table[c] = '-');
        DOTS.chars().forEach(c -> table[c] = '·');
        for (var range : INVISIBLE) {
            for (var c = range[0]; c <= range[1]; c++) {
                table[c] = REMOVED;
            }
        }
        table[REMOVED] = '\uFFFD';
        table[SEVERAL] = '\uFFFD';
        return table;
    }

    private static byte[] digits() {
        var digits = new byte[0x10000];
        Arrays.fill(digits, (byte) -1);
        for (byte digit = 0; digit < NUMERALS.length; digit++) {
            for (var c : NUMERALS[digit].toCharArray()) {
                digits[c] = digit;
            }
        }
        return digits;
    }

    private static char compatible(char c) {
        var form = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
        if (form.length() == 1) {
            return form.charAt(0);
        }
        return form.length() <= (c < 0x800 ? 2 : MOST_FOR_ONE) ? SEVERAL : c;
    }
}
