package io.ambo.documents;

import java.util.Arrays;

/** Tells by which character the cells of a table are separated. */
final class Delimiters {

    private static final char[] KNOWN = {',', ';', '\t', '|'};
    private static final int LINES = 20;

    private Delimiters() {}

    /** The one that gives the most cells a line while giving each of the first lines as many; a comma if none does. */
    static char of(String beginning, boolean tabs) {
        if (tabs) {
            return '\t';
        }
        var best = ',';
        var most = 0;
        for (var candidate : KNOWN) {
            var cells = cells(beginning, candidate);
            if (cells > most) {
                most = cells;
                best = candidate;
            }
        }
        return best;
    }

    /** How often it is in each of the first lines; 0 if not equally often. Line ends within quotes end no line. */
    private static int cells(String beginning, char delimiter) {
        var counts = new int[LINES];
        var line = 0;
        var quoted = false;
        for (var i = 0; i < beginning.length() && line < LINES; i++) {
            var c = beginning.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '\n') {
                line++;
            } else if (!quoted && c == delimiter) {
                counts[line]++;
            }
        }
        var whole = Math.max(1, line);
        var same = Arrays.stream(counts, 0, whole).allMatch(count -> count == counts[0]);
        return same ? counts[0] : 0;
    }
}
