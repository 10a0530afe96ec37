package io.ambo.documents;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks a table of text (CSV and its relatives) and keeps its structure: separators, line ends, and the quotes of every
 * cell. Rows are read in batches of a fixed size, so memory does not grow with the file.
 */
final class TableDocument {

    private static final int BEGINNING = 1 << 14;
    private static final int MOST_ROWS = 100;
    private static final int MOST_CHARACTERS = 1 << 15;

    private final PassageMasker masker;
    private final boolean tabs;

    /** {@code tabs} says that cells are separated by tabs, whatever it looks like. */
    TableDocument(PassageMasker masker, boolean tabs) {
        this.masker = masker;
        this.tabs = tabs;
    }

    void mask(Reader in, Writer out) throws IOException, Obstacle.Met {
        var pushed = new PushbackReader(in, BEGINNING);
        var delimiter = Delimiters.of(beginning(pushed), tabs);
        var reader = new TableReader(pushed, delimiter);
        var rows = new TableRows(masker, delimiter);
        var first = reader.next();
        if (first.isEmpty()) {
            return;
        }
        var batch = new ArrayList<TableRecord>();
        batch.add(first.get());
        write(batch, rows, delimiter, out);
        rows.begin(first.get().texts());
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            batch.add(next.get());
            if (batch.size() == MOST_ROWS
                    || batch.stream().mapToInt(TableRecord::length).sum() > MOST_CHARACTERS) {
                write(batch, rows, delimiter, out);
            }
        }
        write(batch, rows, delimiter, out);
    }

    private static String beginning(PushbackReader in) throws IOException {
        var buffer = new char[BEGINNING];
        var length = 0;
        while (length < buffer.length) {
            var read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        in.unread(buffer, 0, length);
        return new String(buffer, 0, length);
    }

    private static void write(List<TableRecord> batch, TableRows rows, char delimiter, Writer out)
            throws IOException, Obstacle.Met {
        if (batch.isEmpty()) {
            return;
        }
        var masked = rows.mask(
                batch.stream().map(TableRecord::texts).toList(),
                batch.stream().map(TableRecord::quotes).toList());
        for (var i = 0; i < batch.size(); i++) {
            out.write(batch.get(i).saying(masked.get(i), delimiter));
        }
        batch.clear();
    }
}
