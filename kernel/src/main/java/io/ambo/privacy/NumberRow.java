package io.ambo.privacy;

import java.util.function.IntBinaryOperator;

/**
 * Decides whether a number is one of a row or column of numbers that is a value only by chance: a table of small numbers
 * whose digits together look like a telephone number, or one order number of many that happens to pass a check.
 */
final class NumberRow {

    private static final String DELIMITERS = ",;|\t ";
    private static final int MOST_LIKE = 4;
    private static final int LEAST_LIKE = 3;
    private static final int MOST_OF_INDEX = 2;
    private static final int MOST_GROUPS = 6;
    private static final int LONGER = 3;
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_KEY = 24;
    private static final int REACH = 1000;

    private final String text;
    private final int from;
    private final int to;
    /** The end of the value that starts at the first argument and ends no later than at the second, or -1. */
    private final IntBinaryOperator valueAt;

    private int like;
    private int values;

    NumberRow(String text, int from, int to, IntBinaryOperator valueAt) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.valueAt = valueAt;
    }

    /** Returns whether the number from {@code start} to {@code end} is one of many by chance. */
    boolean holds(int start, int end) {
        return isUnbroken(start, end) ? isOneOfMany(start, end) : hasOtherNumbersBeside(start, end);
    }

    private boolean isUnbroken(int start, int end) {
        for (var i = start; i < end; i++) {
            if (!Characters.isLetterOrDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Numbers that are no values stand beside it with nothing but blanks between. */
    private boolean hasOtherNumbersBeside(int start, int end) {
        if (text.indexOf(' ', start, end) < 0) {
            return false;
        }
        var longest = longestGroup(start, end);
        var before = ofThisSize(numberBefore(start), longest);
        var behind = ofThisSize(numberBehind(end), longest);
        if (before >= 0 && behind < 0 && isIndex(before)) {
            return false;
        }
        return !valuesOnly(behind) || before >= 0 && !isValueBefore(start);
    }

    /** A number much longer than the groups of this one is none of the same row; then -1. */
    private int ofThisSize(int number, int longest) {
        return number < 0 || longestGroup(number, Math.min(to, number + longest + LONGER)) >= longest + LONGER
                ? -1
                : number;
    }

    private int longestGroup(int start, int end) {
        var longest = 0;
        var group = 0;
        for (var i = start; i < end; i++) {
            group = Characters.isDigit(text.charAt(i)) ? group + 1 : 0;
            longest = Math.max(longest, group);
        }
        return longest;
    }

    /** Returns whether all numbers from here to the end of the line belong to values. */
    private boolean valuesOnly(int first) {
        var at = first;
        while (at >= 0) {
            var end = valueAt.applyAsInt(at, lineEnd(at));
            if (end < 0) {
                return false;
            }
            at = numberBehind(end);
        }
        return true;
    }

    /** The start of the number before, or -1. */
    private int numberBefore(int start) {
        var number = groupBefore(start);
        return number <= from || text.charAt(number - 1) <= ' ' ? number : -1;
    }

    /** The start of the digits before, whatever stands before them, or -1. */
    private int groupBefore(int start) {
        var i = start;
        while (i > from && isBlank(text.charAt(i - 1))) {
            i--;
        }
        if (i == start || i == from || !Characters.isDigit(text.charAt(i - 1))) {
            return -1;
        }
        while (i > from && isOfNumber(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private int numberBehind(int end) {
        var i = end;
        while (i < to && isBlank(text.charAt(i))) {
            i++;
        }
        if (i == end || i == to || !Characters.isDigit(text.charAt(i))) {
            return -1;
        }
        var start = i;
        while (i < to && isOfNumber(text.charAt(i))) {
            i++;
        }
        return i == to || text.charAt(i) <= ' ' ? start : -1;
    }

    private boolean isIndex(int start) {
        var end = start;
        while (end < to && Characters.isDigit(text.charAt(end))) {
            end++;
        }
        return end - start <= MOST_OF_INDEX && start == lineStart(start);
    }

    /** The numbers directly before, one or several of them, are another value, which may be written in other groups. */
    private boolean isValueBefore(int start) {
        var first = start;
        for (var group = 0; group < MOST_GROUPS; group++) {
            first = groupBefore(first);
            if (first < 0) {
                return false;
            }
            var end = valueAt.applyAsInt(first, start);
            if (end > 0 && text.substring(end, start).isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Most of the numbers of the same length beside, above and below it are no values. */
    private boolean isOneOfMany(int start, int end) {
        like = 0;
        values = 0;
        row(start, end);
        column(start, end);
        if (like < LEAST_LIKE) {
            keyed(start, end);
        }
        return like >= LEAST_LIKE && 2 * values < like;
    }

    private void count(int start, int width) {
        var end = start + width;
        if (start < from || end > to || end < to && Characters.isLetterOrDigit(text.charAt(end))) {
            return;
        }
        for (var i = start; i < end; i++) {
            if (!Characters.isDigit(text.charAt(i))) {
                return;
            }
        }
        like++;
        values += valueAt.applyAsInt(start, end) == end ? 1 : 0;
    }

    private void row(int start, int end) {
        var at = end;
        for (var i = 0; i < MOST_LIKE; i++) {
            var next = at;
            while (next < to && isBetween(text.charAt(next))) {
                next++;
            }
            var before = like;
            if (next > at) {
                count(next, end - start);
            }
            if (like == before) {
                break;
            }
            at = next + end - start;
        }
        at = start;
        for (var i = 0; i < MOST_LIKE; i++) {
            var next = at;
            while (next > from && isBetween(text.charAt(next - 1))) {
                next--;
            }
            next -= end - start;
            var before = like;
            if (next < at - (end - start) && (next <= from || !Characters.isLetterOrDigit(text.charAt(next - 1)))) {
                count(next, end - start);
            }
            if (like == before) {
                break;
            }
            at = next;
        }
    }

    private static boolean isBetween(char c) {
        return DELIMITERS.indexOf(c) >= 0 || c == '"' || c == '\'';
    }

    private void column(int start, int end) {
        var line = lineStart(start);
        var delimiter = delimiter(line, start, end);
        if (delimiter == 0) {
            return;
        }
        var cell = cell(line, start, delimiter);
        var above = line;
        for (var i = 0; i < MOST_LIKE && above > from; i++) {
            above = lineStart(above - 1);
            count(cellStart(above, cell, delimiter), end - start);
        }
        var below = lineEnd(end);
        for (var i = 0; i < MOST_LIKE && below < to && text.charAt(below) == '\n'; i++) {
            count(cellStart(below + 1, cell, delimiter), end - start);
            below = lineEnd(below + 1);
        }
    }

    /** What separates the cells of the line; a line break where the number is alone in it; 0 for none. */
    private char delimiter(int line, int start, int end) {
        var before = start;
        while (before > line && isQuote(text.charAt(before - 1))) {
            before--;
        }
        var behind = end;
        while (behind < to && isQuote(text.charAt(behind))) {
            behind++;
        }
        if (before > line) {
            return DELIMITERS.indexOf(text.charAt(before - 1)) >= 0 ? text.charAt(before - 1) : 0;
        }
        if (behind == to || text.charAt(behind) == '\n' || text.charAt(behind) == '\r') {
            return '\n';
        }
        return DELIMITERS.indexOf(text.charAt(behind)) >= 0 ? text.charAt(behind) : 0;
    }

    private int cell(int line, int start, char delimiter) {
        var cell = 0;
        for (var i = line; i < start; i++) {
            cell += isDelimiter(i, delimiter, line) ? 1 : 0;
        }
        return cell;
    }

    /** Several blanks in a row are one delimiter, and those at the start of a line are none. */
    private boolean isDelimiter(int i, char delimiter, int line) {
        return text.charAt(i) == delimiter && (delimiter != ' ' || i > line && text.charAt(i - 1) != ' ');
    }

    private int cellStart(int line, int cell, char delimiter) {
        var i = line;
        for (var left = cell; left > 0; i++) {
            if (i >= to || text.charAt(i) == '\n' || i - line > LONGEST_LINE) {
                return to;
            }
            left -= isDelimiter(i, delimiter, line) ? 1 : 0;
        }
        while (i < to && (text.charAt(i) == ' ' || isQuote(text.charAt(i)))) {
            i++;
        }
        return i;
    }

    /** Numbers behind the same words, such as {@code "order": }. */
    private void keyed(int start, int end) {
        var key = start;
        while (key > from && start - key < LONGEST_KEY && isOfKey(text.charAt(key - 1))) {
            key--;
        }
        var before = text.substring(key, start);
        if (before.length() < LEAST_LIKE || before.indexOf(':') < 0 && before.indexOf('=') < 0) {
            return;
        }
        var at = key;
        for (var i = 0; i < MOST_LIKE && at >= 0; i++) {
            var least = Math.max(from, key - REACH);
            var found = at <= least ? -1 : text.substring(least, at).lastIndexOf(before);
            at = found < 0 ? -1 : least + found;
            if (at >= 0) {
                count(at + before.length(), end - start);
            }
        }
        at = key;
        for (var i = 0; i < MOST_LIKE && at >= 0; i++) {
            at = text.indexOf(before, at + 1, Math.min(to, key + REACH));
            if (at >= 0) {
                count(at + before.length(), end - start);
            }
        }
    }

    private int lineStart(int at) {
        var least = Math.max(from, at - LONGEST_LINE);
        var i = at;
        while (i > least && text.charAt(i - 1) != '\n') {
            i--;
        }
        return i;
    }

    private int lineEnd(int at) {
        var most = Math.min(to, at + LONGEST_LINE);
        var i = at;
        while (i < most && text.charAt(i) != '\n') {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static boolean isOfNumber(char c) {
        return Characters.isDigit(c) || c == '.' || c == ',' || c == '-' || c == '+' || c == '%';
    }

    private static boolean isOfKey(char c) {
        return c != '\n' && c != ',' && c != ';' && c != '{' && c != '(' && c != '|' && !Characters.isDigit(c);
    }
}
