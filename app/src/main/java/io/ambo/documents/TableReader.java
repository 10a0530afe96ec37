package io.ambo.documents;

import java.io.IOException;
import java.io.PushbackReader;
import java.util.ArrayList;
import java.util.Optional;

/** Reads a table of text record by record, as RFC 4180 has it, with whatever character between the cells. */
final class TableReader {

    /** A longer record is none: most likely a quote is not closed. */
    static final int MOST = 1 << 22;

    private final PushbackReader in;
    private final char delimiter;

    TableReader(PushbackReader in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /**
     * The next record; empty at the end.
     *
     * @throws Obstacle.Met it is too long
     */
    Optional<TableRecord> next() throws IOException, Obstacle.Met {
        var cells = new ArrayList<TableRecord.Cell>();
        var length = 0;
        while (true) {
            var raw = new StringBuilder();
            var text = new StringBuilder();
            var ended = cell(raw, text, MOST - length);
            if (ended < 0 && cells.isEmpty() && raw.isEmpty()) {
                return Optional.empty();
            }
            cells.add(new TableRecord.Cell(raw.toString(), text.toString()));
            length += raw.length();
            if (ended != delimiter) {
                return Optional.of(new TableRecord(cells, end(ended)));
            }
        }
    }

    /** Reads a cell; gives the character that ended it, or -1. */
    private int cell(StringBuilder raw, StringBuilder text, int most) throws IOException, Obstacle.Met {
        var quoted = false;
        for (var c = in.read(); ; c = in.read()) {
            if (c < 0 || !quoted && (c == delimiter || c == '\n' || c == '\r')) {
                return c;
            }
            if (raw.length() >= most) {
                throw new Obstacle.Met(Obstacle.TOO_LARGE);
            }
            var first = raw.isEmpty();
            raw.append((char) c);
            if (c == '"' && first) {
                quoted = true;
            } else if (c == '"' && quoted) {
                quoted = isDoubled(raw, text);
            } else {
                text.append((char) c);
            }
        }
    }

    /** Whether a quote within quotes is one of two, which stand for one. */
    private boolean isDoubled(StringBuilder raw, StringBuilder text) throws IOException {
        var next = in.read();
        if (next == '"') {
            raw.append('"');
            text.append('"');
            return true;
        }
        if (next >= 0) {
            in.unread(next);
        }
        return false;
    }

    private String end(int ended) throws IOException {
        if (ended != '\r') {
            return ended < 0 ? "" : "\n";
        }
        var next = in.read();
        if (next == '\n') {
            return "\r\n";
        }
        if (next >= 0) {
            in.unread(next);
        }
        return "\r";
    }
}
