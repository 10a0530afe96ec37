package io.ambo.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * How many columns of a terminal a text takes, and texts fitted to columns.
 *
 * <p>Wide are the characters that Unicode's EastAsianWidth.txt has as W or F; marks and formatting characters take none.
 */
final class Columns {

    /** First and last of each range of wide characters. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x2614, 0x2615, 0x26A1, 0x26A1, 0x2705, 0x2705,
        0x274C, 0x274C, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x1B000, 0x1B2FF, 0x1F300,
        0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD
    };

    /** They may not begin a line of Chinese. */
    private static final String NOT_FIRST = "，。：；！？、）」』”’》…,.;:!?)]}%";

    private Columns() {}

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    static boolean isWide(int character) {
        for (var i = 0; i < WIDE.length; i += 2) {
            if (character >= WIDE[i] && character <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The text with spaces behind it up to that many columns. */
    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text with spaces before it up to that many columns. */
    static String paddedLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    /** Lines of at most that many columns, broken at spaces, or anywhere before or after a wide character. */
    static List<String> wrapped(String text, int columns) {
        var lines = new ArrayList<String>();
        text.lines().forEach(line -> wrapLine(line, columns, lines));
        return lines.isEmpty() ? List.of("") : lines;
    }

    /** Lines of at most that many columns, cut wherever they are full: for bytes that are shown as they are. */
    static List<String> chopped(String text, int columns) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        var taken = 0;
        for (var character : text.codePoints().toArray()) {
            if (taken + of(character) > columns) {
                lines.add(line.toString());
                line.setLength(0);
                taken = 0;
            }
            line.appendCodePoint(character);
            taken += of(character);
        }
        lines.add(line.toString());
        return lines;
    }

    private static void wrapLine(String line, int columns, List<String> lines) {
        var rest = line;
        while (of(rest) > columns) {
            var at = breakAt(rest, columns);
            lines.add(rest.substring(0, at).stripTrailing());
            rest = rest.substring(at).stripLeading();
        }
        lines.add(rest);
    }

    /** The last place within the columns at which the text may be broken; where there is none, the last that fits. */
    private static int breakAt(String text, int columns) {
        var taken = 0;
        var best = 0;
        var previous = 0;
        for (var i = 0; i < text.length(); ) {
            var character = text.codePointAt(i);
            if (i > 0 && mayBreak(previous, character)) {
                best = i;
            }
            taken += of(character);
            if (taken > columns && i > 0) {
                return best > 0 ? best : i;
            }
            previous = character;
            i += Character.charCount(character);
        }
        return text.length();
    }

    private static boolean mayBreak(int before, int after) {
        return before == ' ' || (isWide(before) || isWide(after)) && NOT_FIRST.indexOf(after) < 0 && before != '“';
    }
}
