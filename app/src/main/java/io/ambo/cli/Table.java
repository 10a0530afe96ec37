package io.ambo.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each column as wide as its widest text; the last column is wrapped. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final String indent;

    Table(String indent, String... headings) {
        this.indent = indent;
        if (headings.length > 0) {
            rows.add(List.of(headings));
        }
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Its lines, of at most that many columns as far as the last column can be wrapped. */
    List<String> lines(int columns) {
        var widths = widths();
        var before = Columns.of(indent)
                + widths.stream().mapToInt(it -> it + GAP.length()).sum();
        var left = Math.max(20, columns - before);
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var last = Columns.wrapped(row.getLast(), left);
            var line = new StringBuilder(indent);
            for (var i = 0; i < row.size() - 1; i++) {
                line.append(Columns.padded(row.get(i), widths.get(i))).append(GAP);
            }
            lines.add((line + last.getFirst()).stripTrailing());
            last.stream()
                    .skip(1)
                    .forEach(more -> lines.add((indent + " ".repeat(before - indent.length()) + more).stripTrailing()));
        }
        return lines;
    }

    /** Of every column but the last. */
    private List<Integer> widths() {
        var widths = new ArrayList<Integer>();
        for (var row : rows) {
            for (var i = 0; i < row.size() - 1; i++) {
                var width = Columns.of(row.get(i));
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        return widths;
    }
}
