package io.ambo.bench.taggers;

import io.ambo.catalog.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A set of labelled texts, in one of the forms in which such sets are published. */
record LabelledSet(String name, List<Document> documents) {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("name", Kind.PERSON),
            Map.entry("person", Kind.PERSON),
            Map.entry("PERSON", Kind.PERSON),
            Map.entry("PER", Kind.PERSON),
            Map.entry("NAME", Kind.PERSON),
            Map.entry("address", Kind.LOCATION),
            Map.entry("STREET_ADDRESS", Kind.LOCATION),
            Map.entry("GPE", Kind.LOCATION),
            Map.entry("location", Kind.LOCATION),
            Map.entry("LOC", Kind.LOCATION),
            Map.entry("organization", Kind.ORGANIZATION),
            Map.entry("company", Kind.ORGANIZATION),
            Map.entry("corporation", Kind.ORGANIZATION),
            Map.entry("group", Kind.ORGANIZATION),
            Map.entry("government", Kind.ORGANIZATION),
            Map.entry("ORGANIZATION", Kind.ORGANIZATION),
            Map.entry("ORG", Kind.ORGANIZATION));

    /** A name with its place; an address has the kind of a location here. */
    record Label(Kind kind, int start, int end) {}

    record Document(String text, List<Label> labels) {}

    /** The sets of a folder that are there; each says in its name what it is. */
    static List<LabelledSet> of(Path folder) {
        var sets = new ArrayList<LabelledSet>();
        add(sets, "CLUENER dev", folder.resolve("cluener2020/dev.json"), LabelledSet::ofNestedLabels);
        add(sets, "People's Daily dev", folder.resolve("peoples-daily/example.dev"), it -> ofColumns(it, ""));
        add(sets, "Resume dev", folder.resolve("resume-ner/dev.char.bmes"), it -> ofColumns(it, ""));
        add(sets, "pii-bench-zh dev", folder.resolve("pii-bench-zh.jsonl.gz"), LabelledSet::ofEntities);
        add(sets, "Presidio synthetic dev", folder.resolve("presidio-synth-v2.jsonl.gz"), LabelledSet::ofSpans);
        add(
                sets,
                "WNUT17 train (among the sources)",
                folder.resolve("wnut17/wnut17train.conll"),
                it -> ofColumns(it, " "));
        return sets;
    }

    private static void add(List<LabelledSet> sets, String name, Path file, Form form) {
        if (Files.exists(file)) {
            try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
                sets.add(new LabelledSet(name, form.read(reader.lines().toList())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static InputStream open(Path file) throws IOException {
        var stream = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
    }

    /** Reads the lines of a file. */
    private interface Form {

        List<Document> read(List<String> lines);
    }

    /** Lines of JSON, with the places of each name under its kind and words; ends are those of the last character. */
    private static List<Document> ofNestedLabels(List<String> lines) {
        return lines.stream().map(JSON::readTree).map(LabelledSet::nested).toList();
    }

    private static Document nested(JsonNode row) {
        var labels = new ArrayList<Label>();
        for (var kind : row.path("label").properties()) {
            for (var words : kind.getValue().properties()) {
                for (var place : words.getValue()) {
                    label(
                            labels,
                            kind.getKey(),
                            place.get(0).asInt(),
                            place.get(1).asInt() + 1);
                }
            }
        }
        return new Document(row.path("text").asString(), labels);
    }

    private static List<Document> ofEntities(List<String> lines) {
        return flat(lines, "text", "entities", "type", "start", "end");
    }

    private static List<Document> ofSpans(List<String> lines) {
        return flat(lines, "full_text", "spans", "entity_type", "start_position", "end_position");
    }

    private static List<Document> flat(
            List<String> lines, String text, String names, String kind, String start, String end) {
        var documents = new ArrayList<Document>();
        for (var line : lines) {
            var row = JSON.readTree(line);
            var labels = new ArrayList<Label>();
            var words = row.path(text).asString();
            for (var name : row.path(names)) {
                var from = words.offsetByCodePoints(0, name.path(start).asInt());
                label(
                        labels,
                        name.path(kind).asString(),
                        from,
                        words.offsetByCodePoints(0, name.path(end).asInt()));
            }
            documents.add(new Document(words, labels));
        }
        return documents;
    }

    private static void label(List<Label> labels, String kind, int start, int end) {
        var known = KINDS.get(kind);
        if (known != null) {
            labels.add(new Label(known, start, end));
        }
    }

    /** A token and its tag a line, texts apart by empty lines; tokens are joined by what stands between them. */
    private static List<Document> ofColumns(List<String> lines, String between) {
        var documents = new ArrayList<Document>();
        var tokens = new ArrayList<String[]>();
        for (var line : lines) {
            var parts = line.strip().split("\\s+");
            if (parts.length >= 2) {
                tokens.add(parts);
            } else if (!tokens.isEmpty()) {
                documents.add(document(tokens, between));
                tokens.clear();
            }
        }
        if (!tokens.isEmpty()) {
            documents.add(document(tokens, between));
        }
        return documents;
    }

    private static Document document(List<String[]> tokens, String between) {
        var text = new StringBuilder();
        var labels = new ArrayList<Label>();
        @Nullable String kind = null;
        var start = 0;
        for (var token : tokens) {
            var tag = token[token.length - 1];
            if (kind != null && !(tag.matches("[IME]-.*") && tag.endsWith(kind))) {
                label(labels, kind, start, text.length() - between.length());
                kind = null;
            }
            if (tag.matches("[BS]-.*")) {
                kind = tag.substring(2);
                start = text.length();
            }
            text.append(token[0]).append(between);
        }
        if (kind != null) {
            label(labels, kind, start, text.length() - between.length());
        }
        return new Document(text.toString(), labels);
    }
}
