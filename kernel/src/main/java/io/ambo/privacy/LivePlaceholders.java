package io.ambo.privacy;

import java.util.Map;

/** The placeholders that stand for something in one exchange, and whether a text holds one at a place. */
final class LivePlaceholders {

    /** Nothing of ours stands there. */
    static final int NONE = -1;
    /** What stands there may become one with more text. */
    static final int MORE = -2;
    /** What {@link #plain} reads as an underscore too. */
    static final char WIDE_UNDERSCORE = '\uFF3F';

    private final String[] placeholders;
    private final String[] writings;
    private final boolean[] first = new boolean[0x80];
    private int reach;

    LivePlaceholders(Map<String, String> live) {
        placeholders = live.keySet().stream().sorted().toArray(String[]::new);
        writings = new String[placeholders.length];
        for (var i = 0; i < placeholders.length; i++) {
            writings[i] = live.getOrDefault(placeholders[i], "");
            first[placeholders[i].charAt(0)] = true;
            reach = Math.max(reach, placeholders[i].indexOf('_') + Placeholder.BACKSLASHES);
        }
    }

    boolean isEmpty() {
        return placeholders.length == 0;
    }

    /** How far behind the place where a placeholder begins its underscore is at most. */
    int reach() {
        return reach;
    }

    boolean mayBegin(char c) {
        return first[plain(c)];
    }

    /** Upper case and full-width forms are overlooked; anything else beyond ASCII is a NUL. */
    static char plain(char c) {
        var ascii = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
        if (ascii >= 'a' && ascii <= 'z') {
            return (char) (ascii - 32);
        }
        return ascii < 0x80 ? ascii : 0;
    }

    /** The number of the placeholder that begins at this place and the end of its writing, packed, or a negative. */
    long at(CharSequence text, int at) {
        var low = 0;
        var high = placeholders.length;
        var depth = 0;
        var backslashes = 0;
        var escaped = false;
        for (var i = at; i < text.length(); i++) {
            var c = plain(text.charAt(i));
            if (c == '\\' && backslashes < Placeholder.BACKSLASHES && has(low, high, depth, '_')) {
                backslashes++;
                escaped = true;
                continue;
            }
            low = bound(low, high, depth, c);
            high = bound(low, high, depth, (char) (c + 1));
            if (low == high || escaped && c != '_') {
                return NONE;
            }
            escaped = false;
            depth++;
            if (placeholders[low].length() == depth) {
                return (long) low << 32 | i + 1;
            }
        }
        return MORE;
    }

    static int end(long found) {
        return (int) found;
    }

    String writing(long found) {
        return writings[(int) (found >> 32)];
    }

    private boolean has(int low, int high, int depth, char c) {
        return bound(low, high, depth, c) < bound(low, high, depth, (char) (c + 1));
    }

    /** The first of a sorted row, all alike up to this depth, whose next character is not below this one. */
    private int bound(int low, int high, int depth, char c) {
        var from = low;
        var to = high;
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (placeholders[middle].charAt(depth) < c) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
