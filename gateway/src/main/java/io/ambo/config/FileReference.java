package io.ambo.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every key of provider and policy files, for the reference page; {@code config.provider.KEY} and
 * {@code config.policy.KEY} describe them. Keys are recorded while the readers run, so the page cannot miss one.
 */
public final class FileReference {

    private static final String PROVIDER = """
            data-terms: {source: "", read: 2026-01-01}
            quirks: {headers: {}, rename: {}}
            models: [{tier: {}, price: {}}]
            """;
    private static final String POLICY = """
            treatments: {}
            aliases: [{name: auto}]
            aggregations: [{class: L0}]
            marked: [{class: L0}]
            replacements: [{kinds: [phone]}]
            steering: [{member: x}]
            """;

    private FileReference() {}

    public static List<Section.Asked> provider() {
        return asked(PROVIDER, section -> ProviderReading.read(section, Set.of()));
    }

    public static List<Section.Asked> policy() {
        return asked(POLICY, PolicyReading::read);
    }

    /** Paths contain {@code []} for the entries of a list. */
    private static List<Section.Asked> asked(String document, Consumer<Section> reading) {
        var mistakes = new ConfigErrors();
        var fields = Documents.yaml(document.getBytes(StandardCharsets.UTF_8), "reference", mistakes)
                .orElseThrow();
        var section = Section.of(fields, mistakes);
        reading.accept(section);
        return section.asked().stream()
                .map(it -> new Section.Asked(it.path().replaceAll("\\[[^]]*]", "[]"), it.type(), it.fallback()))
                .toList();
    }
}
