package io.ambo.documents;

import io.ambo.core.DataClass;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of one file, as the manifest says it. It holds no value: values in the path are replaced.
 *
 * @param path in the input folder, with slashes
 * @param output in the output folder; empty if nothing was written
 * @param format how it was read; empty if it was not
 * @param found how many values of each kind were replaced
 * @param noticed how many places and organisations were found and stay
 * @param notes what in it could not be looked into, was left out, or was read otherwise than its name says
 * @param obstacle why it was not masked
 */
public record FileRecord(
        String path,
        String output,
        String format,
        Hashed input,
        Hashed result,
        DataClass dataClass,
        Map<String, Integer> found,
        Map<String, Integer> noticed,
        List<String> notes,
        Optional<Obstacle> obstacle) {

    /** A file's SHA-256 and its length; empty and 0 where there is none. */
    public record Hashed(String sha256, long bytes) {
        static final Hashed NONE = new Hashed("", 0);
    }

    public FileRecord {
        found = Map.copyOf(found);
        noticed = Map.copyOf(noticed);
        notes = List.copyOf(notes);
    }

    static FileRecord failed(String path, Obstacle obstacle) {
        return new FileRecord(
                path,
                "",
                "",
                Hashed.NONE,
                Hashed.NONE,
                DataClass.L0,
                Map.of(),
                Map.of(),
                List.of(),
                Optional.of(obstacle));
    }

    static FileRecord masked(
            String path, String output, DocumentKind kind, Hashed input, Hashed result, PassageMasker masker) {
        return new FileRecord(
                path,
                output,
                kind.id(),
                input,
                result,
                masker.dataClass(),
                masker.found(),
                masker.noticed(),
                masker.notes(),
                Optional.empty());
    }

    public boolean isMasked() {
        return obstacle.isEmpty();
    }

    void write(JsonWriter json) {
        json.openObject().member("path", path);
        if (obstacle.isPresent()) {
            json.member("obstacle", obstacle.get().id()).closeObject();
            return;
        }
        json.member("output", output).member("format", format);
        json.member("input_sha256", input.sha256()).member("input_bytes", input.bytes());
        json.member("output_sha256", result.sha256()).member("output_bytes", result.bytes());
        json.member("class", dataClass.name());
        counts(json, "found", found);
        counts(json, "noticed", noticed);
        json.name("notes").openArray();
        notes.forEach(json::string);
        json.closeArray().closeObject();
    }

    static void counts(JsonWriter json, String name, Map<String, Integer> counts) {
        json.name(name).openObject();
        new TreeMap<>(counts).forEach((kind, count) -> json.member(kind, count));
        json.closeObject();
    }

    /** Reads one back; empty if it is none or says that a file was not masked. */
    static Optional<FileRecord> read(JsonIndex json, int node) {
        if (node < 0 || !json.is(node, JsonIndex.OBJECT) || json.member(node, "output_sha256") < 0) {
            return Optional.empty();
        }
        return Optional.of(new FileRecord(
                text(json, node, "path"),
                text(json, node, "output"),
                text(json, node, "format"),
                new Hashed(text(json, node, "input_sha256"), json.number(json.member(node, "input_bytes"), 0)),
                new Hashed(text(json, node, "output_sha256"), json.number(json.member(node, "output_bytes"), 0)),
                DataClass.of(text(json, node, "class")).orElse(DataClass.L0),
                counts(json, json.member(node, "found")),
                counts(json, json.member(node, "noticed")),
                texts(json, json.member(node, "notes")),
                Optional.empty()));
    }

    static String text(JsonIndex json, int object, String name) {
        var node = json.member(object, name);
        return node < 0 || !json.is(node, JsonIndex.STRING) ? "" : json.text(node);
    }

    private static Map<String, Integer> counts(JsonIndex json, int object) {
        var counts = new TreeMap<String, Integer>();
        if (object >= 0) {
            for (var name = object + 1; name < json.next(object); name = json.next(name + 1)) {
                counts.put(json.text(name), (int) json.number(name + 1, 0));
            }
        }
        return counts;
    }

    private static List<String> texts(JsonIndex json, int array) {
        var texts = new ArrayList<String>();
        if (array >= 0) {
            for (var node = array + 1; node < json.next(array); node = json.next(node)) {
                texts.add(json.text(node));
            }
        }
        return texts;
    }

    /** Everything that was found, of many files. */
    static Map<String, Integer> sum(Stream<Map<String, Integer>> counts) {
        var sum = new TreeMap<String, Integer>();
        counts.forEach(some -> some.forEach((kind, count) -> sum.merge(kind, count, Integer::sum)));
        return sum;
    }
}
