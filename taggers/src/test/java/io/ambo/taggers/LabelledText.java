package io.ambo.taggers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A sentence with the names in it, in the order of the text. */
record LabelledText(String text, List<Name> names) {

    static final String TYPES = "PLO";

    LabelledText {
        names = List.copyOf(names);
    }

    /** A name, by offsets of UTF-16 and its type of {@link Tags}. */
    record Name(int start, int end, int type) {}

    /** Reads a compressed file of lines {@code text TAB start,end,type;...}, whose offsets count code points. */
    static List<LabelledText> read(Path file) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().map(LabelledText::parse).toList();
        }
    }

    private static LabelledText parse(String line) {
        var tab = line.indexOf('\t');
        var text = line.substring(0, tab < 0 ? line.length() : tab);
        var names = new ArrayList<Name>();
        for (var name : line.substring(tab < 0 ? line.length() : tab + 1).split(";")) {
            var parts = name.split(",");
            if (parts.length == 3) {
                names.add(new Name(
                        text.offsetByCodePoints(0, Integer.parseInt(parts[0])),
                        text.offsetByCodePoints(0, Integer.parseInt(parts[1])),
                        TYPES.indexOf(parts[2])));
            }
        }
        names.sort((a, b) -> Integer.compare(a.start(), b.start()));
        return new LabelledText(text, names);
    }
}
