package io.ambo.config;

import io.ambo.core.Language;
import io.ambo.platform.Network;
import io.ambo.platform.SecretText;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code ambo.yaml}, key by key. */
final class SettingsReading {

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final long USUAL_MEMORY = 256 * MIB;

    private SettingsReading() {}

    static Settings read(Section section) {
        return new Settings(
                section.text("listen", "127.0.0.1"),
                section.whole("port", 8484, 0, 65535),
                section.whole("lanes", 0, 0, 1024),
                network(section),
                section.text("policy", "default"),
                section.choice("log-level", Settings.LogLevel.INFO),
                language(section),
                limits(section.sectionOrEmpty("limits")),
                ledger(section.sectionOrEmpty("ledger")),
                engine(section.sectionOrEmpty("engine")));
    }

    private static Optional<Network> network(Section section) {
        return section.optionalText("network")
                .map(written -> section.choose("network", Network.class, written, Network.NIO));
    }

    private static Optional<Language> language(Section section) {
        return section.optionalText("language")
                .map(written -> section.choose("language", Language.class, written, Language.EN));
    }

    private static Settings.Limits limits(Section section) {
        return new Settings.Limits(
                section.size("body", 32 * MIB, KIB, GIB),
                (int) section.size("head-line", 8 * KIB, KIB, MIB),
                (int) section.size("head", 32 * KIB, KIB, MIB),
                section.whole("nesting", 64, 8, 256),
                section.whole("connections", 4096, 1, 1_000_000),
                memory(section),
                section.duration("head-timeout", Duration.ofSeconds(10)),
                section.duration("body-timeout", Duration.ofSeconds(60)),
                section.duration("idle-timeout", Duration.ofSeconds(120)),
                section.duration("stop-timeout", Duration.ofSeconds(20)));
    }

    private static long memory(Section section) {
        var memory = section.size("memory", USUAL_MEMORY, 16 * MIB, 64 * GIB);
        return section.has("memory") ? memory : usualMemory(Runtime.getRuntime().maxMemory());
    }

    /** The default memory for bodies with a heap of this many bytes; processing a body takes several copies of it. */
    static long usualMemory(long heap) {
        return Math.min(USUAL_MEMORY, heap / 2);
    }

    private static Settings.Ledger ledger(Section section) {
        return new Settings.Ledger(
                storage(section),
                section.optionalText("user"),
                password(section),
                section.positiveDuration("drain-interval", Duration.ofSeconds(1)),
                section.positiveDuration("sync-interval", Duration.ofSeconds(1)),
                retention(section.sectionOrEmpty("retention")));
    }

    private static Settings.Retention retention(Section section) {
        return new Settings.Retention(
                section.optionalDuration("age", Duration.ofDays(1)),
                section.optionalSize("size", 64 * MIB, 1024 * 1024 * GIB));
    }

    private static String storage(Section section) {
        var storage = section.text("storage", "sqlite");
        if (!storage.equals("sqlite") && !storage.matches("jdbc:postgresql://[^@?#\\s]+/[A-Za-z0-9_-]+")) {
            section.mistake("storage", "config.storage");
        }
        return storage;
    }

    private static Optional<String> password(Section section) {
        var written = section.optionalText("password");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var reference = SecretText.reference(written.get());
        if (reference.isEmpty()) {
            section.mistake("password", "config.secret-literal");
        }
        return reference;
    }

    private static Settings.Engine engine(Section section) {
        return new Settings.Engine(
                section.flag("enabled", true),
                section.optionalWhole("slots", 1, 256),
                section.optionalWhole("context", 256, 1_048_576),
                section.optionalWhole("threads", 0, 1024),
                section.whole("queue", 32, 0, 10_000),
                section.optionalSize("memory", 16 * MIB, 1024 * 1024 * GIB),
                section.duration("minimum-stay", Duration.ofSeconds(3)),
                section.duration("idle-timeout", Duration.ofMinutes(30)),
                section.optionalText("python"),
                section.optionalText("llama-server"));
    }
}
