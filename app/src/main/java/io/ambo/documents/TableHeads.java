package io.ambo.documents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The heads of the tables of a document while it is read: the texts of the first row, which speak for those below. */
final class TableHeads {

    private static final int LONGEST = 40;

    private final Deque<Table> tables = new ArrayDeque<>();

    private static final class Table {

        private final List<StringBuilder> heads = new ArrayList<>();
        private int row = -1;
        private int column = -1;
    }

    void opened(String element) {
        var table = tables.peek();
        if (element.equals("tbl")) {
            tables.push(new Table());
        } else if (table != null && element.equals("tr")) {
            table.row++;
            table.column = -1;
        } else if (table != null && element.equals("tc")) {
            table.column++;
            if (table.row == 0) {
                table.heads.add(new StringBuilder());
            }
        }
    }

    void closed(String element) {
        if (element.equals("tbl") && !tables.isEmpty()) {
            tables.pop();
        }
    }

    /** A text of the cell that is open. */
    void read(String text) {
        var table = tables.peek();
        if (table != null && table.row == 0 && !table.heads.isEmpty()) {
            table.heads.getLast().append(text);
        }
    }

    /** The head above the cell that is open, if it looks like one. */
    Optional<String> head() {
        var table = tables.peek();
        if (table == null || table.row < 1 || table.column < 0 || table.column >= table.heads.size()) {
            return Optional.empty();
        }
        var head = table.heads.get(table.column).toString().strip();
        return Optional.of(head).filter(it -> !it.isEmpty() && it.length() <= LONGEST && !it.matches(".*\\d{4}.*"));
    }
}
