package io.ambo.cli;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Tier;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.Capability;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.engine.weights.GgufHeader;
import io.ambo.engine.weights.KeptWeights;
import io.ambo.platform.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file in {@code models} by which the catalogue knows a model on the shelf. People may change it afterwards.
 *
 * @param id what a request asks for
 * @param name what its makers call it
 * @param capabilities what it can do, as the head of its file has it
 * @param context the longest that it can; 0 if unknown
 * @param from where the weights came from, in words
 */
record OwnModelFile(
        String id,
        String name,
        KeptWeights weights,
        String licence,
        List<String> languages,
        Optional<Tier> tier,
        List<Capability> capabilities,
        long context,
        String from) {

    static final int LONGEST_NAME = 40;
    private static final int LONGEST_TEXT = 200;
    private static final int UNKNOWN_CONTEXT = 4096;

    static String requireName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9.-]{0," + (LONGEST_NAME - 1) + "}")) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.models.bad-name", name);
        }
        return name;
    }

    /**
     * What the engine makes of such a file: embeddings alone; or answers by a grammar and with log-probabilities, and
     * calls of tools and thinking where its template speaks of them.
     */
    static List<Capability> capabilities(GgufHeader header) {
        if (header.embeds()) {
            return List.of(Capability.EMBEDDINGS);
        }
        var capabilities = new ArrayList<Capability>();
        if (header.toolTemplate()) {
            capabilities.add(Capability.TOOLS);
        }
        capabilities.addAll(List.of(Capability.JSON, Capability.LOGPROBS));
        if (header.thinkTemplate()) {
            capabilities.add(Capability.REASONING);
        }
        return List.copyOf(capabilities);
    }

    /** A model of another origin keeps its name. */
    static void requireFree(String id, Catalog catalog) {
        var elsewhere = catalog.destinations().stream()
                .filter(it -> it.model().equals(id))
                .anyMatch(it -> !it.provider().equals("embedded-" + id));
        if (elsewhere) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.models.name-taken", id);
        }
    }

    /**
     * Looks whether the catalogue can read what would be written.
     *
     * @throws Refusal with what it cannot
     */
    void requireReadable(Home home) {
        new CatalogReader(Set.of())
                .requireSoundModels(
                        home.root(), Settings.read(home.root()), id + ".yaml", text().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes it where the catalogue reads it, which must be able to. */
    void write(Home home) {
        requireReadable(home);
        try {
            home.writeAtomically(home.modelFile(id), text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "cli.models.cannot-write", id, String.valueOf(e.getMessage()));
        }
    }

    static boolean remove(Home home, String id) {
        try {
            return Files.deleteIfExists(home.modelFile(id));
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "cli.models.cannot-write", id, String.valueOf(e.getMessage()));
        }
    }

    private String text() {
        return """
                # Written by ambo models. slots, context-per-slot, threads and batch may be added.
                # The weights are from: %s
                weights:
                  name: %s
                  file: %s
                  bytes: %d
                  sha256: %s
                  licence: %s
                models:
                  - id: %s
                    context: %d
                    capabilities: [%s]
                """.formatted(
                                oneLine(from),
                                quoted(name),
                                weights.fileName(),
                                weights.bytes(),
                                weights.sha256(),
                                quoted(licence),
                                id,
                                context == 0 ? UNKNOWN_CONTEXT : context,
                                capabilities.stream().map(Capability::id).collect(Collectors.joining(", ")))
                + languagesAndTier()
                + price(LocalDate.now(ZoneOffset.UTC));
    }

    private String languagesAndTier() {
        var spoken = languages.isEmpty() ? "" : "    languages: [" + String.join(", ", languages) + "]\n";
        return spoken
                + tier.map(it -> "    tier: {value: %d, source: %s, read: %s}\n"
                                .formatted(
                                        it.value(),
                                        quoted(it.source().source()),
                                        it.source().read()))
                        .orElse("");
    }

    private static String price(LocalDate today) {
        return "    price: {currency: USD, per: 1000000, input: 0, output: 0, since: %s, source: runs on this machine, read: %s}\n"
                .formatted(today, today);
    }

    /** In place of what YAML does not print, or a person does not see, a blank. */
    private static String oneLine(String text) {
        var plain = text.replaceAll("[\\p{C}\\u2028\\u2029]", " ");
        return plain.codePointCount(0, plain.length()) <= LONGEST_TEXT
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_TEXT));
    }

    /** A YAML text in single quotes, in which only the quote itself is special. */
    private static String quoted(String text) {
        return "'" + oneLine(text).replace("'", "''") + "'";
    }
}
