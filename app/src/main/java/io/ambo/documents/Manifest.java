package io.ambo.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.core.DataClass;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run did, file by file. Nothing in it depends on time, order or the number of threads.
 *
 * @param settings the hash of everything that the results depend on besides the files
 * @param files in the order of their paths
 * @param values what each placeholder stands for, if the run keeps that; never written here
 */
public record Manifest(
        String tool,
        String policy,
        String catalog,
        String scope,
        String settings,
        List<FileRecord> files,
        Map<String, String> values) {

    static final String NAME = "ambo-mask.json";

    public Manifest {
        files = List.copyOf(files);
        values = Map.copyOf(values);
    }

    /** The highest class of all files. */
    public DataClass dataClass() {
        return files.stream().map(FileRecord::dataClass).reduce(DataClass.L0, DataClass::max);
    }

    public Map<String, Integer> found() {
        return FileRecord.sum(files.stream().map(FileRecord::found));
    }

    public List<FileRecord> masked() {
        return files.stream().filter(FileRecord::isMasked).toList();
    }

    /** Those that are not in the output. */
    public List<FileRecord> left() {
        return files.stream().filter(file -> !file.isMasked()).toList();
    }

    /** Whether every file is in the output and nothing in one was left unread. */
    public boolean isComplete() {
        return left().isEmpty();
    }

    public String toJson() {
        var json = new JsonWriter(4096).openObject();
        json.member("tool", tool).member("policy", policy).member("catalog", catalog);
        json.member("scope", scope).member("settings", settings);
        json.name("sums").openObject();
        json.member("files", files.size()).member("masked", masked().size()).member("left", left().size());
        json.member("class", dataClass().name());
        FileRecord.counts(json, "found", found());
        FileRecord.counts(json, "noticed", FileRecord.sum(files.stream().map(FileRecord::noticed)));
        json.closeObject();
        json.name("files").openArray();
        files.forEach(file -> file.write(json));
        return json.closeArray().closeObject().toString();
    }

    /** The masked files of an earlier run with the same settings, by their paths; none if there was no such run. */
    static Map<String, FileRecord> read(Path file, String settings) throws IOException {
        var records = new HashMap<String, FileRecord>();
        if (!Files.isRegularFile(file)) {
            return records;
        }
        try {
            var json = JsonIndex.of(Files.readAllBytes(file));
            var files = json.member(0, "files");
            if (files >= 0 && FileRecord.text(json, 0, "settings").equals(settings)) {
                for (var node = files + 1; node < json.next(files); node = json.next(node)) {
                    FileRecord.read(json, node).ifPresent(it -> records.put(it.path(), it));
                }
            }
        } catch (JsonException e) {
            records.clear();
        }
        return records;
    }

    byte[] bytes() {
        return (toJson() + "\n").getBytes(UTF_8);
    }
}
