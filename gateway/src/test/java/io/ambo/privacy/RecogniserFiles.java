package io.ambo.privacy;

import io.ambo.catalog.Policy;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Recogniser.Trigger;
import io.ambo.catalog.Source;
import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The recognisers of the house, and policies to try them with. */
final class RecogniserFiles {

    private static final YAMLMapper YAML = new YAMLMapper();

    private RecogniserFiles() {}

    static List<Recogniser> all() {
        try (var files = Files.list(Path.of("../catalog/recognisers"))) {
            return files.sorted().map(RecogniserFiles::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Policy policy(List<Policy.Aggregation> aggregations, List<Policy.MarkedWords> marked) {
        var treatments = new EnumMap<DestinationKind, Map<DataClass, Treatment>>(DestinationKind.class);
        for (var kind : DestinationKind.values()) {
            var row = new EnumMap<DataClass, Treatment>(DataClass.class);
            for (var dataClass : DataClass.values()) {
                row.put(dataClass, Treatment.DE_IDENTIFY);
            }
            treatments.put(kind, row);
        }
        return new Policy(
                Policy.DEFAULT,
                treatments,
                List.of(),
                aggregations,
                marked,
                DataClass.L4,
                Policy.ScanFailure.REFUSE,
                Policy.JournalFailure.REFUSE,
                Optional.empty(),
                List.of());
    }

    static Policy policy() {
        return policy(List.of(), List.of());
    }

    private static Recogniser read(Path file) {
        var tree = YAML.readTree(file.toFile());
        return new Recogniser(
                tree.path("id").asString(),
                DataClass.of(tree.path("class").asString()).orElseThrow(),
                tree.path("token").asString(),
                Map.of(
                        Language.EN, tree.path("names").path("en").asString(),
                        Language.ZH, tree.path("names").path("zh").asString()),
                trigger(tree.path("trigger")),
                patterns(tree),
                Recogniser.Checksum.valueOf(constant(tree, "checksum")),
                Recogniser.Canonical.valueOf(constant(tree, "canonical")),
                Recogniser.Edges.valueOf(constant(tree, "edges")),
                tree.path("priority").asInt(),
                tree.path("everywhere").asBoolean(false),
                examples(tree.path("examples")),
                strings(tree.path("counter-examples")),
                new Source(tree.path("source").path("source").asString(), LocalDate.of(2026, 11, 23)));
    }

    private static Trigger trigger(JsonNode node) {
        if (node.has("digits")) {
            var digits = node.path("digits");
            return new Trigger.Digits(
                    digits.path("least").asInt(), digits.path("most").asInt());
        }
        if (node.has("around")) {
            return new Trigger.Around(node.path("around").asString().charAt(0));
        }
        Set<String> words = new HashSet<>(strings(node.path("words")));
        return new Trigger.Words(words, node.path("reach").asInt(0));
    }

    private static List<Pattern> patterns(JsonNode tree) {
        var node = tree.path("pattern");
        if (node.isMissingNode()) {
            return List.of();
        }
        var texts = node.isArray() ? strings(node) : List.of(node.asString());
        return texts.stream()
                .map(text -> Pattern.compile(withParts(text, tree.path("parts"))))
                .toList();
    }

    /** A part may be made of earlier parts; names of parts never look like a quantifier. */
    private static String withParts(String text, JsonNode parts) {
        var whole = text;
        var names = new ArrayList<>(parts.propertyNames());
        for (var name : names.reversed()) {
            whole = whole.replace("{" + name + "}", parts.path(name).asString());
        }
        return whole;
    }

    private static List<Recogniser.Example> examples(JsonNode list) {
        var examples = new ArrayList<Recogniser.Example>();
        list.forEach(example ->
                examples.add(new Recogniser.Example(example.path("text").asString(), strings(example.path("found")))));
        return examples;
    }

    private static List<String> strings(JsonNode list) {
        var strings = new ArrayList<String>();
        list.forEach(text -> strings.add(text.asString()));
        return strings;
    }

    private static String constant(JsonNode tree, String key) {
        return tree.path(key).asString().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
