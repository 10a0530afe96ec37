package io.ambo.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Made-up answers from a file of templates: first slots, {@code name: value | value}, then texts between lines of
 * {@code ---}, in which {@code {name}} stands for a value. The same seed makes the same texts.
 */
final class GuardTexts {

    private static final String BETWEEN = "\n---\n";

    private GuardTexts() {}

    /** At least so many different texts, every template as often as any other. */
    static List<String> of(String file, int least, long seed) {
        var random = new Random(seed);
        var parts = read(file).split("# texts\n");
        var slots = slots(parts[0]);
        var templates = parts[1].split(BETWEEN);
        var texts = new LinkedHashSet<String>();
        for (var round = 0; texts.size() < least && round < 10 * least; round++) {
            for (var template : templates) {
                texts.add(filled(template.strip(), slots, random));
            }
        }
        return new ArrayList<>(texts);
    }

    private static Map<String, List<String>> slots(String lines) {
        var slots = new LinkedHashMap<String, List<String>>();
        for (var line : lines.split("\n")) {
            var colon = line.indexOf(": ");
            if (colon > 0) {
                slots.put(
                        line.substring(0, colon),
                        List.of(line.substring(colon + 2).split(" \\| ")));
            }
        }
        return slots;
    }

    private static String filled(String template, Map<String, List<String>> slots, Random random) {
        var text = template;
        for (var slot : slots.entrySet()) {
            var value = slot.getValue().get(random.nextInt(slot.getValue().size()));
            text = text.replace("{" + slot.getKey() + "}", value);
        }
        return text;
    }

    private static String read(String file) {
        try (var stream = Objects.requireNonNull(GuardTexts.class.getResourceAsStream("/guards/" + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
