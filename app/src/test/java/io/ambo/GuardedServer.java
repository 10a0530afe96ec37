package io.ambo;

import io.ambo.access.KeySpec;
import io.ambo.access.Keys;
import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.DestinationKind;
import io.ambo.platform.Database;
import io.ambo.platform.Home;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Prepares a home for a whole Ambo in front of one stand-in that speaks both dialects: closed destinations
 * {@code standin/standin-large} and {@code claude/standin-claude}, and a policy {@code masking} that lets every class out
 * de-identified.
 */
final class GuardedServer {

    static final String PHONE = "13812345678";

    /** What must not leave as it stands, twice in other writings, among what JSON escapes. */
    static final String PRIVATE_TEXT =
            "Ring \"" + PHONE + "\" or\n138-1234-5678, path C:\\temp, then 写信 to ann@example.com.";

    static final String CLAUDE_FILE = """
            id: claude
            kind: closed
            dialect: anthropic-messages
            base-url: %s/v1
            key: ${file:standin}
            data-terms: {trains-on-inputs: false, retention-days: 0, domicile: US, source: a stand-in, read: 2026-11-23}
            models:
              - id: standin-claude
                context: 200000
                max-output: 4096
                capabilities: [tools, vision, files]
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: 3, cached-input: 0.3, cache-write: 3.75, output: 15, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;

    static final String MASKING_FILE = """
            name: masking
            extends: default
            treatments:
              closed: {L0-L1: clear, L2-L5: de-identify}
            aliases:
              - {name: demanding, tier: 5, below-floor: highest-tier}
            marked:
              - {id: project, words: [Moonshadow, 北极星计划], class: L3, token: PROJECT}
            """;

    private GuardedServer() {}

    static LiveServer inFrontOf(StandIn standIn, Path folder) {
        try {
            Home.open(folder);
            Files.createDirectories(folder.resolve("policies"));
            Files.createDirectories(folder.resolve("providers"));
            Files.writeString(folder.resolve("policies/masking.yaml"), MASKING_FILE);
            Files.writeString(folder.resolve("providers/claude.yaml"), CLAUDE_FILE.formatted(standIn.address()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LiveServer.inFrontOf(standIn, folder);
    }

    /** Adds a model that gives embeddings to what the stand-in sells. */
    static void embedding(Path folder) {
        try {
            Files.createDirectories(folder.resolve("models"));
            Files.writeString(folder.resolve("models/embedding.yaml"), """
                    provider: standin
                    models:
                      - id: standin-embedding
                        context: 8192
                        capabilities: [embeddings]
                        price: {currency: USD, per: 1000000, input: 2, since: 2026-01-01, source: made up, read: 2026-11-25}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a key in a home that no house has open yet. */
    static String key(Path folder, String name, String... policies) {
        return key(
                folder,
                new KeySpec(
                        name,
                        Set.of(),
                        Set.of(DestinationKind.values()),
                        Set.copyOf(Arrays.asList(policies)),
                        Set.of(),
                        Optional.empty()));
    }

    static String key(Path folder, KeySpec wish) {
        var home = Home.open(folder);
        try (var database = new Database(Storage.place(home, Settings.fallback()))) {
            return new Keys(database, Clock.system()).create(wish).secret().reveal();
        }
    }

    /** Everything that a home's files hold, as text of one byte a character. */
    static List<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(GuardedServer::content)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text as it looks in such a content. */
    static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
