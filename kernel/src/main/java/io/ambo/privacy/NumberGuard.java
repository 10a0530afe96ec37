package io.ambo.privacy;

import java.util.regex.Pattern;

/**
 * Decides whether digits that look like a value are a number of their own: not the fraction of a decimal number, not a
 * part of an identifier, hash or version, not an amount with its unit, and not one of a row or column of numbers.
 *
 * <p>It is asked only about digits that already have the form of a value, so it costs nothing elsewhere.
 */
final class NumberGuard {

    /** An index before a number, as in "2.13800000000", has at most this many digits. */
    private static final int MOST_OF_INDEX = 2;
    /** A run of digits beside a dash that is long enough to be a value itself. */
    private static final int LEAST_OF_VALUE = 7;

    private static final int LEAST_OF_YEAR = 4;
    /** Longer numbers have a check digit and are believed whatever they are called. */
    private static final int LEAST_OF_CARD = 13;
    /** The length of a mobile number, which lists number without a blank. */
    private static final int MOBILE = 11;
    /** So many letters on both sides of digits are no slip but an identifier. */
    private static final int LEAST_AROUND = 4;

    private static final int WINDOW = 48;

    private static final Pattern UNIT = Pattern.compile(
            "[eE][+-]?\\d{1,3}(?![0-9A-Za-z])|(?:[uU]?[lL]{1,2}|n)(?![0-9A-Za-z])|\\s?(?:%|‰|°|bytes?\\b|[KMGT]i?B\\b|[KMG]?bps\\b|[kMG]?Hz\\b|[mnµμu]s\\b|"
                    + "rpm\\b|USD\\b|EUR\\b|CNY\\b|RMB\\b|(?:million|billion|dollars|euros|yuan)\\b|[美欧日]?元|万|亿|股|字节|比特|[毫微纳]?秒|赫兹|[公千]克|公斤|吨|公里|平方)");
    private static final Pattern QUANTITY = Pattern.compile(
            "(?i)(?:bytes|size|count|total|amount|sum|duration|elapsed|timestamp|\\bts|offset|length|\\blen|"
                    + "balance|revenue|population|nanos|micros|millis|memory|capacity|金额|数量|总计|合计|余额|时间戳|大小)[\"']?\\s?[:=]\\s?[\"']?$");
    private static final Pattern UUID =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final Pattern IBAN_BEFORE = Pattern.compile("(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?: [A-Z0-9]{4}){0,7} $");

    private final String text;
    private final int from;
    private final int to;

    /** Judges numbers of this text, of which {@code from} to {@code to} is visible. */
    NumberGuard(String text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** Returns whether the digits from {@code start} to {@code end} stand alone. */
    boolean standsAlone(int start, int end) {
        return !isFraction(start, end)
                && !goesOnAfterPoint(end)
                && !isAmount(start, end)
                && !isJoined(start)
                && !isInIdentifier(start, end)
                && !isInUuid(start, end)
                && !isInIban(start, end);
    }

    /** Behind a decimal point; the index of a list is none. */
    private boolean isFraction(int start, int end) {
        if (!isAt(start - 1, '.') || !isDigitAt(start - 2)) {
            return false;
        }
        var whole = start - 1;
        while (isDigitAt(whole - 1)) {
            whole--;
        }
        var isIndex = start - 1 - whole <= MOST_OF_INDEX
                && text.charAt(whole) != '0'
                && isListed(whole, end)
                && end - start == MOBILE;
        return !isIndex;
    }

    /** At the start of a line, behind Chinese words, or behind a blank where no comma follows as in a list of numbers. */
    private boolean isListed(int index, int end) {
        return index == from
                || text.charAt(index - 1) == '\n'
                || Characters.isHan(text.charAt(index - 1))
                || isSpace(text.charAt(index - 1)) && !isAt(end, ',') && !isAt(end, ']');
    }

    /** Before a decimal point; digits of the next sentence or of another value may follow a full stop too. */
    private boolean goesOnAfterPoint(int end) {
        if (!isAt(end, '.') || !isDigitAt(end + 1)) {
            return false;
        }
        var next = end + 1;
        while (isDigitAt(next)) {
            next++;
        }
        return next - end - 1 < LEAST_OF_VALUE && (next == to || !Characters.isHan(text.charAt(next)));
    }

    /** Behind a colon or an equals sign, with blanks and a quotation mark between. */
    private boolean isAfterSign(int start) {
        var i = start - 1;
        while (i >= from && (text.charAt(i) == ' ' || text.charAt(i) == '"' || text.charAt(i) == '\'')) {
            i--;
        }
        return i >= from && (text.charAt(i) == ':' || text.charAt(i) == '=');
    }

    private boolean isAmount(int start, int end) {
        if (start > from && "$¥€£^×".indexOf(text.charAt(start - 1)) >= 0) {
            return true;
        }
        if (end - start < LEAST_OF_CARD
                && isAfterSign(start)
                && QUANTITY.matcher(text)
                        .region(Math.max(from, start - WINDOW), start)
                        .find()) {
            return true;
        }
        return end < to
                && UNIT.matcher(text).region(end, Math.min(to, end + WINDOW)).lookingAt();
    }

    /** Joined by a dash to a run of digits that is no value itself, as in an order number that begins with a year. */
    private boolean isJoined(int start) {
        if (!isAt(start - 1, '-') || !isDigitAt(start - 2)) {
            return false;
        }
        var run = start - 1;
        while (isDigitAt(run - 1)) {
            run--;
        }
        var length = start - 1 - run;
        return length >= LEAST_OF_YEAR && length < LEAST_OF_VALUE;
    }

    /** Letters and other digits directly beside it, as in a hash; a word alone directly before a number is none. */
    private boolean isInIdentifier(int start, int end) {
        var first = start;
        var others = 0;
        while (first > from && start - first < WINDOW && isWordAt(first - 1)) {
            first--;
            others += isDigitAt(first) ? 1 : 0;
        }
        var last = end;
        while (last < to && last - end < WINDOW && isWordAt(last)) {
            others += isDigitAt(last) ? 1 : 0;
            last++;
        }
        var before = start - first;
        var after = last - end;
        return others > 0 || before > 0 && after > 0 && before + after >= LEAST_AROUND;
    }

    private boolean isInUuid(int start, int end) {
        var beside = isAt(start - 1, '-') || isAt(end, '-') || text.indexOf('-', start, end) >= 0;
        if (!beside && !isWordAt(start - 1) && !isWordAt(end)) {
            return false;
        }
        var uuid = UUID.matcher(text).region(Math.max(from, start - WINDOW), Math.min(to, end + WINDOW));
        while (uuid.find()) {
            if (uuid.start() < end && start < uuid.end()) {
                return true;
            }
        }
        return false;
    }

    /** Groups of four behind a country and its check digits. */
    private boolean isInIban(int start, int end) {
        return isAt(start - 1, ' ')
                && text.indexOf(' ', start, end) >= 0
                && IBAN_BEFORE
                        .matcher(text)
                        .region(Math.max(from, start - WINDOW), start)
                        .find();
    }

    private boolean isAt(int at, char c) {
        return at >= from && at < to && text.charAt(at) == c;
    }

    private boolean isDigitAt(int at) {
        return at >= from && at < to && Characters.isDigit(text.charAt(at));
    }

    private boolean isWordAt(int at) {
        return at >= from && at < to && (Characters.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_');
    }

    private static boolean isSpace(char c) {
        return c <= ' ';
    }
}
