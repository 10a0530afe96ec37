package io.ambo.taggers;

/** What kinds of characters the taggers tell apart. */
final class Letters {

    static final char LINE = '\u2028';

    private static final char FIRST_HAN = '\u3400';
    private static final char LAST_HAN = '\u9FFF';
    private static final char FIRST_FULL_WIDTH = '\uFF01';
    private static final char LAST_FULL_WIDTH = '\uFF5E';
    private static final int FULL_WIDTH_DISTANCE = 0xFEE0;

    private Letters() {}

    static boolean isHan(char c) {
        return c >= FIRST_HAN && c <= LAST_HAN;
    }

    /** A letter of Latin script, with or without marks. */
    static boolean isLatin(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'
                || c >= '\u00C0' && c < '\u0250' && c != '\u00D7' && c != '\u00F7';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == LINE || c == '\u2029';
    }

    /** Full-width letters, digits and marks as their usual forms, every line end as one. */
    static char plain(char c) {
        if (c >= FIRST_FULL_WIDTH && c <= LAST_FULL_WIDTH) {
            return (char) (c - FULL_WIDTH_DISTANCE);
        }
        return isLineEnd(c) ? LINE : c;
    }

    /** In lower case, one character for one; every apostrophe is the plain one. */
    static char lower(char c) {
        if (c == '’') {
            return '\'';
        }
        if (c < '\u0080') {
            return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return Character.toLowerCase(c);
    }
}
