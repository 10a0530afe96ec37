package io.ambo.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The kinds of files that are looked into, told by their first bytes, and texts further by their names. */
enum DocumentKind {
    TEXT,
    TABLE,
    TABS,
    JSON,
    LINES,
    OFFICE,
    PDF;

    private static final int HEAD = 1024;
    private static final String ZIP = "PK\u0003\u0004";
    /** How files of Office before 2007 begin, and encrypted ones since. */
    private static final String COMPOUND = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1";

    private static final int COMPOUND_HEAD = 1 << 16;
    private static final String ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a file.
     *
     * @throws Obstacle.Met it is of none
     */
    static DocumentKind of(Path file) throws IOException, Obstacle.Met {
        var head = head(file, HEAD);
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (head.contains("%PDF-")) {
            return PDF;
        }
        if (head.startsWith(ZIP)) {
            if (name.matches(".*\\.(docx|xlsx|pptx)")) {
                return OFFICE;
            }
            throw new Obstacle.Met(Obstacle.BINARY);
        }
        if (head.startsWith(COMPOUND)) {
            var encrypted = head(file, COMPOUND_HEAD).contains(ENCRYPTED) || name.matches(".*\\.(docx|xlsx|pptx)");
            throw new Obstacle.Met(encrypted ? Obstacle.ENCRYPTED : Obstacle.BINARY);
        }
        if (name.matches(".*\\.(docx|xlsx|pptx|pdf)")) {
            throw new Obstacle.Met(Obstacle.BROKEN);
        }
        return text(name);
    }

    private static String head(Path file, int length) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(length), ISO_8859_1);
        }
    }

    private static DocumentKind text(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv" -> TABLE;
            case "tsv", "tab" -> TABS;
            case "json", "geojson", "ipynb" -> JSON;
            case "jsonl", "ndjson" -> LINES;
            default -> TEXT;
        };
    }

    /** The name of the result: of a PDF there is a text. */
    String output(String name) {
        return this == PDF ? name + ".txt" : name;
    }
}
