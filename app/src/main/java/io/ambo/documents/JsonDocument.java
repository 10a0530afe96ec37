package io.ambo.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.documents.PassageMasker.Place;
import io.ambo.documents.PassageMasker.Reading;
import io.ambo.wire.Edits;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks JSON, one value or one a line. Only what holds a value changes: strings, and the names of members in which one
 * stands; a number that is one becomes a string, since a placeholder is no number. Everything else stays byte for byte.
 * A line that is no JSON is masked as text.
 */
final class JsonDocument {

    /** The longest line, and the longest document of one value, in characters. */
    static final int MOST = 1 << 24;

    /** So many values are read as one text. */
    private static final int TOGETHER = 128;

    private static final int LONGEST_BEFORE = 100;

    private final PassageMasker masker;

    JsonDocument(PassageMasker masker) {
        this.masker = masker;
    }

    /** A document of one value; of one a line, if it turns out to be that. */
    void maskWhole(Reader in, Writer out) throws IOException, Obstacle.Met {
        var text = new StringBuilder();
        var buffer = new char[1 << 13];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            text.append(buffer, 0, read);
            if (text.length() > MOST) {
                throw new Obstacle.Met(Obstacle.TOO_LARGE);
            }
        }
        var whole = text.toString();
        var index = index(whole);
        if (index.isEmpty()) {
            masker.note("read-by-line");
            maskLines(new StringReader(whole), out);
        } else {
            out.write(masked(index.get(0)));
        }
    }

    /** A document of one value a line. */
    void maskLines(Reader in, Writer out) throws IOException, Obstacle.Met {
        var line = new StringBuilder();
        var buffer = new char[1 << 13];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (var i = 0; i < read; i++) {
                line.append(buffer[i]);
                if (buffer[i] == '\n') {
                    out.write(line(line.toString()));
                    line.setLength(0);
                }
            }
            if (line.length() > MOST) {
                throw new Obstacle.Met(Obstacle.TOO_LARGE);
            }
        }
        out.write(line(line.toString()));
    }

    private String line(String line) throws Obstacle.Met {
        if (line.isBlank()) {
            return line;
        }
        var index = index(line);
        if (index.isEmpty()) {
            masker.note("lines-read-as-text");
            return masker.mask(line);
        }
        return masked(index.get(0));
    }

    /** One index, or none. */
    private static List<JsonIndex> index(String json) {
        try {
            return List.of(JsonIndex.of(json.getBytes(UTF_8)));
        } catch (JsonException e) {
            return List.of();
        }
    }

    private String masked(JsonIndex index) throws Obstacle.Met {
        var edits = new Edits();
        maskValues(index, edits);
        maskNames(index, edits);
        return edits.isEmpty() ? new String(index.bytes(), UTF_8) : new String(edits.applyTo(index.bytes()), UTF_8);
    }

    /**
     * A few values at a time: each behind its member's name, so that what stands beside a value speaks for it, as written,
     * and alone.
     */
    private void maskValues(JsonIndex index, Edits edits) throws Obstacle.Met {
        var name = "";
        var nodes = new ArrayList<Integer>();
        var parts = new ArrayList<String>();
        for (var node = 0; node < index.count(); node++) {
            if (index.is(node, JsonIndex.NAME)) {
                name = index.text(node);
            } else if (index.is(node, JsonIndex.STRING) || index.is(node, JsonIndex.NUMBER)) {
                parts.add((nodes.isEmpty() ? "" : "\n") + (name.isEmpty() ? "" : name + ": "));
                parts.add(index.text(node));
                nodes.add(node);
                if (nodes.size() == TOGETHER) {
                    maskValues(index, nodes, parts, edits);
                }
            }
        }
        maskValues(index, nodes, parts, edits);
    }

    private void maskValues(JsonIndex index, List<Integer> nodes, List<String> parts, Edits edits) throws Obstacle.Met {
        if (!nodes.isEmpty()) {
            var texts = new ArrayList<String>(nodes.size());
            var places = new ArrayList<Place>(nodes.size());
            for (var i = 0; i < nodes.size(); i++) {
                texts.add(parts.get(2 * i + 1));
                places.add(new Place(0, 2 * i + 1));
            }
            var masked = masker.mask(
                    texts,
                    List.of(
                            new Reading(List.of(List.copyOf(parts)), places),
                            new Reading(List.of(written(index, nodes, texts)), places),
                            Reading.alone(texts)));
            for (var i = 0; i < nodes.size(); i++) {
                replace(index, nodes.get(i), masked.get(i), edits);
            }
            nodes.clear();
            parts.clear();
        }
    }

    /** The values with what is written before each, as a reader of the file sees them. */
    private static List<String> written(JsonIndex index, List<Integer> nodes, List<String> texts) {
        var parts = new ArrayList<String>(2 * nodes.size());
        var from = Math.max(0, index.start(nodes.getFirst()) - LONGEST_BEFORE);
        for (var i = 0; i < nodes.size(); i++) {
            var start = index.start(nodes.get(i));
            parts.add(new String(index.bytes(), from, start - from, UTF_8));
            parts.add(texts.get(i));
            from = index.end(nodes.get(i));
        }
        var end = Math.min(index.bytes().length, from + 2);
        parts.add(new String(index.bytes(), from, end - from, UTF_8));
        return parts;
    }

    private void maskNames(JsonIndex index, Edits edits) throws Obstacle.Met {
        var nodes = new ArrayList<Integer>();
        var passages = new ArrayList<List<String>>();
        for (var node = 0; node < index.count(); node++) {
            if (index.is(node, JsonIndex.NAME)) {
                nodes.add(node);
                passages.add(List.of(index.text(node)));
            }
        }
        if (!nodes.isEmpty()) {
            var masked = masker.mask(passages);
            for (var i = 0; i < nodes.size(); i++) {
                replace(index, nodes.get(i), masked.get(i).getFirst(), edits);
            }
        }
    }

    private void replace(JsonIndex index, int node, String masked, Edits edits) {
        if (masked.equals(index.text(node))) {
            return;
        }
        var text = JsonText.escape(masked);
        if (index.is(node, JsonIndex.NUMBER)) {
            masker.note("numbers-became-texts");
            text = '"' + text + '"';
        } else if (index.is(node, JsonIndex.NAME)) {
            masker.note("member-names-replaced");
        }
        edits.replace(index.start(node), index.end(node), text.getBytes(UTF_8));
    }
}
