package io.ambo.taggers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder of public sources that the models are made from; the README of this module lists its files. */
record Sources(Path folder) {

    List<String> list(String name) {
        return lines(folder.resolve("lists").resolve(name + ".txt"));
    }

    Choice choice(String name) {
        return new Choice(list(name));
    }

    List<String> templates(String language) {
        var templates = new ArrayList<>(lines(folder.resolve("scripts/templates-" + language + ".txt")));
        try (var own = Sources.class.getResourceAsStream("templates-" + language + ".txt")) {
            if (own != null) {
                new String(own.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(templates::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates;
    }

    /** Rows of a table of the administrative divisions, which lie beside the folder. */
    List<String[]> divisions(String name) {
        return lines(folder.resolveSibling("admin-divisions").resolve(name + ".csv")).stream()
                .skip(1)
                .map(line -> line.replace("\"", "").split(","))
                .toList();
    }

    List<LabelledText> labelled(String language, String... names) {
        var all = new ArrayList<LabelledText>();
        for (var name : names) {
            try {
                all.addAll(LabelledText.read(folder.resolve(language).resolve(name + ".tsv.gz")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
