package io.ambo.privacy;

import java.util.Map;

/** The placeholders that stand for a value in one exchange; finds whether a text contains one at a position. */
final class LivePlaceholders {

    /** There is no placeholder at this position. */
    static final int NONE = -1;
    /** The text may become a placeholder with more characters. */
    static final int MORE = -2;
    /** Read by {@link #plain} as an underscore too. */
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

    /** The largest distance of a placeholder's underscore from its start. */
    int reach() {
        return reach;
    }

    boolean mayBegin(char c) {
        return first[plain(c)];
    }

    /** Folds upper case and full-width forms; all other non-ASCII characters become NUL. */
    static char plain(char c) {
        var ascii = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
        if (ascii >= 'a' && ascii <= 'z') {
            return (char) (ascii - 32);
        }
        return ascii < 0x80 ? ascii : 0;
    }

    /** The number of the placeholder at this position and its end, packed, or a negative constant. */
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

    /**
     * The first entry, in a sorted range whose entries agree up to this depth, whose next character is not below
     * {@code c}.
     */
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
