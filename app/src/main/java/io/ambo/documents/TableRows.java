package io.ambo.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks rows of cells under their heads, wherever they come from.
 *
 * <p>Rows are read twice: each as a record, every cell behind its head ("phone: 138…"), and all together as the table that
 * they are, which says which column holds names. A cell in which the first reading finds nothing is as the second has it.
 */
final class TableRows {

    private static final int LONGEST_HEAD = 60;
    private static final Pattern NUMBER = Pattern.compile("[-+()\\d.,:/ %]+");

    private final PassageMasker masker;
    private final String delimiter;
    private List<String> heads = List.of();

    TableRows(PassageMasker masker, char delimiter) {
        this.masker = masker;
        this.delimiter = String.valueOf(delimiter);
    }

    /** Takes this row for the heads of those that follow, if it looks like one and holds no value itself. */
    void begin(List<String> first) throws Obstacle.Met {
        var plain = first.size() > 1
                && first.stream()
                        .allMatch(head -> !head.isBlank()
                                && head.length() <= LONGEST_HEAD
                                && !NUMBER.matcher(head).matches());
        if (plain && masker.tried(first.stream().map(it -> it + "\n").toList()).equals(lines(first))) {
            heads = List.copyOf(first);
        }
    }

    private static List<String> lines(List<String> cells) {
        return cells.stream().map(it -> it + "\n").toList();
    }

    /** The rows with every value replaced. */
    List<List<String>> mask(List<List<String>> rows) throws Obstacle.Met {
        var twice = masker.maskTwice(rows.stream().map(this::record).toList(), List.of(table(rows)));
        var records = twice.first();
        var table = twice.second().getFirst();
        var masked = new ArrayList<List<String>>(rows.size());
        var at = heads.isEmpty() ? 0 : 2 * heads.size();
        for (var i = 0; i < rows.size(); i++) {
            var cells = new ArrayList<String>(rows.get(i).size());
            for (var j = 0; j < rows.get(i).size(); j++) {
                var alone = records.get(i).get(2 * j + 1);
                cells.add(alone.equals(rows.get(i).get(j)) ? table.get(at) : alone);
                at += 2;
            }
            masked.add(cells);
        }
        return masked;
    }

    /** Before each cell its head; without heads, an end of line. */
    private List<String> record(List<String> row) {
        var parts = new ArrayList<String>(2 * row.size());
        for (var i = 0; i < row.size(); i++) {
            var before = i == 0 ? "" : "\n";
            parts.add(i < heads.size() ? before + heads.get(i).strip() + ": " : before);
            parts.add(row.get(i));
        }
        return parts;
    }

    /** Behind each cell what separates it from the next; the heads first. */
    private List<String> table(List<List<String>> rows) {
        var parts = new ArrayList<String>();
        if (!heads.isEmpty()) {
            line(heads, parts);
        }
        rows.forEach(row -> line(row, parts));
        return parts;
    }

    private void line(List<String> cells, List<String> parts) {
        for (var i = 0; i < cells.size(); i++) {
            parts.add(cells.get(i));
            parts.add(i == cells.size() - 1 ? "\n" : delimiter);
        }
    }
}
