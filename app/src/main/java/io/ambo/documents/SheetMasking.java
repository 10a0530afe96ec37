package io.ambo.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Masks the sheets of a workbook, hidden ones too: rows under their heads, like any table. Sheets share their strings, so
 * a string in which a value is found anywhere is replaced everywhere; a number that is a value becomes a text.
 */
final class SheetMasking {

    private static final int MOST_COLUMNS = 512;
    private static final int MOST_ROWS = 100;
    private static final int MOST_DIGITS = 30;
    private static final int ROWS_BEFORE_HEADS = 5;

    private final PassageMasker masker;
    private final List<String> strings = new ArrayList<>();
    private final Map<Integer, String> replaced = new TreeMap<>();

    SheetMasking(PassageMasker masker) {
        this.masker = masker;
    }

    /**
     * A cell.
     *
     * @param tag the tag that opens it
     * @param content where what is between its tags begins and ends
     * @param shared its number among the shared strings, or -1
     */
    private record Cell(XmlToken tag, int contentStart, int contentEnd, int shared, String type, String text) {}

    /** Reads the strings that sheets share. */
    void readStrings(XmlPart part) {
        StringBuilder text = null;
        for (var token : part.tokens()) {
            if (token.opens("si")) {
                text = new StringBuilder();
            } else if (token.closes("si") && text != null) {
                strings.add(text.toString());
                text = null;
            } else if (token.isText() && text != null) {
                text.append(part.text(token));
            } else if (token.type() == XmlToken.Type.EMPTY && token.name().equals("si")) {
                strings.add("");
            }
        }
    }

    /** Makes the edits of a sheet, and notes which shared strings have to change. */
    void mask(XmlPart sheet) throws Obstacle.Met {
        var rows = new TableRows(masker, '\t');
        var batch = new ArrayList<Row>();
        var read = 0;
        for (var row : rows(sheet)) {
            batch.add(row);
            if (read < ROWS_BEFORE_HEADS && !rows.hasHeads()) {
                mask(batch, rows, sheet);
                rows.begin(row.texts);
            } else if (batch.size() == MOST_ROWS) {
                mask(batch, rows, sheet);
            }
            read++;
        }
        mask(batch, rows, sheet);
    }

    /** The cells of a row and their texts, each in its column as far as columns are in order. */
    private static final class Row {

        private final List<String> texts = new ArrayList<>();
        private final Map<Integer, Cell> cells = new LinkedHashMap<>();

        void add(int column, Cell cell) {
            while (texts.size() < column && texts.size() < MOST_COLUMNS) {
                texts.add("");
            }
            cells.put(texts.size(), cell);
            texts.add(cell.text());
        }
    }

    private List<Row> rows(XmlPart sheet) {
        var rows = new ArrayList<Row>();
        var row = new Row();
        var tokens = sheet.tokens();
        for (var i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).opens("c")) {
                var cell = cell(sheet, tokens, i);
                row.add(column(sheet, cell.tag()), cell);
            } else if (tokens.get(i).closes("row") && !row.cells.isEmpty()) {
                rows.add(row);
                row = new Row();
            }
        }
        if (!row.cells.isEmpty()) {
            rows.add(row);
        }
        return rows;
    }

    private Cell cell(XmlPart sheet, List<XmlToken> tokens, int from) {
        var tag = tokens.get(from);
        var type = tag.attribute("t").map(sheet::text).orElse("n");
        var text = new StringBuilder();
        var element = "";
        var at = from + 1;
        for (; !tokens.get(at).closes("c"); at++) {
            var token = tokens.get(at);
            if (token.type() == XmlToken.Type.START) {
                element = token.name();
            } else if (token.isText() && (element.equals("v") || element.equals("t"))) {
                text.append(sheet.text(token));
            }
        }
        var shared = type.equals("s") ? number(text.toString()).orElse(-1) : -1;
        var says = shared >= 0 && shared < strings.size() ? strings.get(shared) : text.toString();
        var shown = switch (type) {
            case "b" -> "";
            case "n" -> plain(says);
            default -> says;
        };
        return new Cell(tag, tag.end(), tokens.get(at).start(), shared, type, shown);
    }

    /** A number without an exponent: a telephone number may be written {@code 1.38E10}. */
    private static String plain(String number) {
        try {
            var value = new BigDecimal(number.strip());
            return Math.abs(value.scale()) > MOST_DIGITS ? number : value.toPlainString();
        } catch (NumberFormatException _) {
            return number;
        }
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.parseInt(text.strip()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Of {@code C7} that is 2; a cell that does not say where it is stands behind the one before. */
    private static int column(XmlPart sheet, XmlToken tag) {
        var letters = tag.attribute("r").map(sheet::text).orElse("").replaceAll("[^A-Z]", "");
        var column = 0;
        for (var i = 0; i < letters.length() && i < 3; i++) {
            column = column * 26 + letters.charAt(i) - 'A' + 1;
        }
        return column - 1;
    }

    private void mask(List<Row> batch, TableRows rows, XmlPart sheet) throws Obstacle.Met {
        if (batch.isEmpty()) {
            return;
        }
        var masked = rows.mask(batch.stream().map(row -> row.texts).toList());
        for (var i = 0; i < batch.size(); i++) {
            for (var entry : batch.get(i).cells.entrySet()) {
                var cell = entry.getValue();
                var text = masked.get(i).get(entry.getKey());
                if (!text.equals(cell.text())) {
                    say(cell, text, sheet);
                }
            }
        }
        batch.clear();
    }

    /** A formula whose result is a value goes with it. */
    private void say(Cell cell, String text, XmlPart sheet) {
        if (cell.shared() >= 0) {
            replaced.putIfAbsent(cell.shared(), text);
            return;
        }
        var type = cell.tag().attribute("t");
        if (type.isPresent()) {
            sheet.say(type.get(), "inlineStr");
        } else {
            sheet.replace(cell.tag().end() - 1, cell.tag().end() - 1, " t=\"inlineStr\"");
        }
        if (cell.type().equals("n")) {
            masker.note("numbers-became-texts");
        }
        sheet.replace(cell.contentStart(), cell.contentEnd(), inline(text));
    }

    private static String inline(String text) {
        return "<is><t xml:space=\"preserve\">" + XmlScanner.encoded(text) + "</t></is>";
    }

    /** Replaces what sheets have found, and what no sheet uses as it stands alone. */
    void maskStrings(XmlPart part) throws Obstacle.Met {
        var number = -1;
        var start = 0;
        for (var token : part.tokens()) {
            if (token.opens("si")) {
                number++;
                start = token.end();
            } else if (token.type() == XmlToken.Type.EMPTY && token.name().equals("si")) {
                number++;
            } else if (token.closes("si") && replaced.containsKey(number)) {
                part.replace(
                        start,
                        token.start(),
                        "<t xml:space=\"preserve\">" + XmlScanner.encoded(replaced.getOrDefault(number, "")) + "</t>");
            }
        }
        PartMasking.mask(part, masker);
    }
}
