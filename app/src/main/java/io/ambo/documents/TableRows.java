package io.ambo.documents;

import io.ambo.documents.PassageMasker.Place;
import io.ambo.documents.PassageMasker.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks rows of cells under their heads, wherever they come from.
 *
 * <p>Rows are read in two ways: each as a record, every cell behind its head ("phone: 138…"), and all together as the table
 * that is written, which says which column holds names. Of a cell counts the way that finds most in it.
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

    /**
     * Takes this row for the heads of those that follow, if it looks like one and holds no value itself; columns may be
     * without a head.
     */
    void begin(List<String> first) throws Obstacle.Met {
        var named = first.stream().filter(head -> !head.isBlank()).toList();
        var plain = named.size() > 1
                && named.stream()
                        .allMatch(head -> head.length() <= LONGEST_HEAD
                                && !NUMBER.matcher(head).matches());
        if (plain && masker.tried(lines(named)).equals(lines(named))) {
            heads = List.copyOf(first);
        }
    }

    private static List<String> lines(List<String> cells) {
        return cells.stream().map(it -> it + "\n").toList();
    }

    boolean hasHeads() {
        return !heads.isEmpty();
    }

    /** The rows with every value replaced. */
    List<List<String>> mask(List<List<String>> rows) throws Obstacle.Met {
        return mask(
                rows,
                rows.stream().map(row -> row.stream().map(_ -> "").toList()).toList());
    }

    /** The same where cells stand between these quotes. */
    List<List<String>> mask(List<List<String>> rows, List<List<String>> quotes) throws Obstacle.Met {
        var cells = rows.stream().flatMap(List::stream).toList();
        var records = new ArrayList<Place>(cells.size());
        var table = new ArrayList<Place>(cells.size());
        var at = 2 * heads.size() + 1;
        for (var i = 0; i < rows.size(); i++) {
            for (var j = 0; j < rows.get(i).size(); j++) {
                records.add(new Place(i, 2 * j + 1));
                table.add(new Place(0, at));
                at += 2;
            }
        }
        var masked = masker.mask(
                cells,
                List.of(
                        new Reading(rows.stream().map(this::record).toList(), records),
                        new Reading(List.of(table(rows, quotes)), table)));
        var result = new ArrayList<List<String>>(rows.size());
        var next = 0;
        for (var row : rows) {
            result.add(masked.subList(next, next + row.size()));
            next += row.size();
        }
        return result;
    }

    /** Before each cell its head; without heads, an end of line. */
    private List<String> record(List<String> row) {
        var parts = new ArrayList<String>(2 * row.size());
        for (var i = 0; i < row.size(); i++) {
            var before = i == 0 ? "" : "\n";
            parts.add(
                    i < heads.size() && !heads.get(i).isBlank()
                            ? before + heads.get(i).strip() + ": "
                            : before);
            parts.add(row.get(i));
        }
        return parts;
    }

    /** The table as it is written, the heads first: before each cell what separates it from the last. */
    private List<String> table(List<List<String>> rows, List<List<String>> quotes) {
        var parts = new ArrayList<String>();
        var before = "";
        for (var head : heads) {
            parts.add(before);
            parts.add(head);
            before = delimiter;
        }
        before = heads.isEmpty() ? "" : "\n";
        for (var i = 0; i < rows.size(); i++) {
            for (var j = 0; j < rows.get(i).size(); j++) {
                parts.add(before + quotes.get(i).get(j));
                parts.add(rows.get(i).get(j));
                before = quotes.get(i).get(j) + (j == rows.get(i).size() - 1 ? "\n" : delimiter);
            }
        }
        parts.add(before);
        return parts;
    }
}
