package io.ambo.documents;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A record of a table of text.
 *
 * @param end the line end behind it; empty at the end of a file
 */
record TableRecord(List<Cell> cells, String end) {

    TableRecord {
        cells = List.copyOf(cells);
    }

    /**
     * A cell.
     *
     * @param raw as it is written, with its quotes
     * @param text what it says
     */
    record Cell(String raw, String text) {

        /** The same saying something else, in quotes where it was or where that is needed. */
        String saying(String other, char delimiter) {
            if (other.equals(text)) {
                return raw;
            }
            var quotes = raw.startsWith("\"")
                    || other.indexOf(delimiter) >= 0
                    || other.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\r');
            return quotes ? '"' + other.replace("\"", "\"\"") + '"' : other;
        }
    }

    List<String> texts() {
        return cells.stream().map(Cell::text).toList();
    }

    /** What each cell stands between. */
    List<String> quotes() {
        return cells.stream()
                .map(cell -> cell.raw().startsWith("\"") ? "\"" : "")
                .toList();
    }

    int length() {
        return cells.stream().mapToInt(cell -> cell.raw().length() + 1).sum();
    }

    /** As it is written when its cells say this. */
    String saying(List<String> texts, char delimiter) {
        var line = new StringBuilder();
        for (var i = 0; i < cells.size(); i++) {
            if (i > 0) {
                line.append(delimiter);
            }
            line.append(cells.get(i).saying(texts.get(i), delimiter));
        }
        return line.append(end).toString();
    }

    /** Names of kinds only, no text. */
    @Override
    public String toString() {
        return cells.stream().map(_ -> "cell").collect(Collectors.joining(" "));
    }
}
