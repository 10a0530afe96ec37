package io.ambo.config;

import io.ambo.catalog.EngineFile;
import io.ambo.catalog.Tuning;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads an engine's file. */
final class EngineReading {

    static final String SHA256 = "[0-9a-f]{64}";
    static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final String PATH = "/[A-Za-z0-9._/?&=-]{0,100}";
    static final long MOST_BYTES = 1L << 42;
    private static final List<String> CACHE_TYPES =
            List.of("f32", "f16", "bf16", "q8_0", "q5_1", "q5_0", "q4_1", "q4_0");

    private static final List<String> POOLINGS = List.of("mean", "cls", "last");

    private EngineReading() {}

    static EngineFile read(Section section) {
        return new EngineFile(
                section.text("id", ProviderReading.ID, "config.id", "id"),
                start(section),
                section.section("weights").map(EngineReading::weights),
                capacity(section),
                section.section("sleep").map(EngineReading::sleep),
                section.optionalSize("memory", 1, MOST_BYTES),
                section.sectionOrEmpty("probe").text("path", "/health"),
                section.duration("start-limit", Duration.ofMinutes(2)),
                section.duration("stop-grace", Duration.ofSeconds(3)),
                expressions(section),
                SourceReading.source(section.requiredSection("source")));
    }

    private static EngineFile.Start start(Section section) {
        var program = section.section("program");
        var attach = section.section("attach");
        var ways = Stream.of(program.isPresent(), attach.isPresent(), section.has("wheel"));
        if (ways.filter(way -> way).count() != 1) {
            section.mistake("wheel", "config.engine-start");
        }
        if (attach.isPresent()) {
            return attached(section, attach.get());
        }
        return program.map(EngineReading::program).orElseGet(() -> script(section));
    }

    private static EngineFile.Start attached(Section section, Section attach) {
        return new EngineFile.Start.Attached(
                attach.whole("port", 1, 65_535), expression(section, "not-here", section.text("not-here", "")));
    }

    private static EngineFile.Start script(Section section) {
        if (!section.has("weights")) {
            section.missing("weights");
        }
        return new EngineFile.Start.Script(
                wheel(section.sectionOrEmpty("wheel")),
                section.text("script", FILE_NAME, "config.file-name", "script"),
                section.section("defaults").map(EngineReading::defaults).orElse(Map.of()));
    }

    private static Map<String, Number> defaults(Section section) {
        var defaults = new HashMap<String, Number>();
        section.optionalWhole("answer-tokens", 1, 1_048_576).ifPresent(it -> defaults.put("answer_tokens", it));
        section.optionalDecimal("repeat-penalty").ifPresent(it -> defaults.put("repeat_penalty", it));
        section.optionalDecimal("dry-multiplier").ifPresent(it -> defaults.put("dry_multiplier", it));
        return defaults;
    }

    private static EngineFile.Start program(Section section) {
        return new EngineFile.Start.Program(
                section.text("command", FILE_NAME, "config.file-name", "command"),
                section.texts("arguments"),
                section.texts("on-socket"),
                section.texts("on-loopback"),
                section.texts("on-embeddings"),
                section.text("port-line", ""));
    }

    private static EngineFile.Sleep sleep(Section section) {
        var byItself = section.flag("by-itself", false);
        var check = section.section("check");
        if (byItself && check.isEmpty()) {
            section.missing("check");
        }
        return new EngineFile.Sleep(
                byItself,
                section.texts("arguments"),
                section.textMap("variables"),
                byItself ? "" : path(section, "fall-asleep"),
                byItself ? "" : path(section, "wake-up"),
                check.map(it -> path(it, "path")).orElse(""),
                check.map(it -> it.text("member")).orElse(""),
                section.positiveDuration("limit", Duration.ofMinutes(1)),
                section.optionalSize("memory", 0, MOST_BYTES));
    }

    private static String path(Section section, String key) {
        return section.text(key, PATH, "config.engine-path", "/" + key);
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

    /** Reads {@code wheel} and the {@code entry} that is extracted from it. */
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
                section.whole("micro-batch", 512, 32, 65_536),
                section.whole("prompt-cache-mebibytes", 256, 0, 1_048_576),
                cacheType(section).orElse("f16"),
                section.optionalText("draft-model"),
                pooling(section),
                section.texts("adapters"),
                section.optionalText("template"));
    }

    private static Optional<String> pooling(Section section) {
        var written = section.optionalText("pooling");
        written.ifPresent(how -> section.oneOf("pooling", how, POOLINGS));
        return written;
    }

    private static Optional<String> cacheType(Section section) {
        var written = section.optionalText("cache-type");
        written.ifPresent(type -> section.oneOf("cache-type", type, CACHE_TYPES));
        return written;
    }

    /** Reads how a model is run, from the model's own file. */
    static Tuning tuning(Section section) {
        return new Tuning(
                section.optionalText("engine"),
                section.optionalSize("memory", 1, MOST_BYTES),
                section.optionalWhole("slots", 1, 256),
                section.optionalWhole("context-per-slot", 256, 1_048_576),
                section.optionalWhole("threads", 0, 1024),
                section.optionalWhole("batch", 32, 65_536),
                section.optionalWhole("micro-batch", 32, 65_536),
                section.optionalWhole("prompt-cache-mebibytes", 0, 1_048_576),
                cacheType(section),
                section.optionalText("draft-model"),
                pooling(section),
                section.texts("adapters"),
                section.optionalText("template"),
                section.optionalSize("memory-asleep", 0, MOST_BYTES));
    }

    private static List<String> expressions(Section section) {
        var lines = section.texts("harmless-lines");
        lines.forEach(line -> expression(section, "harmless-lines", line));
        return lines;
    }

    private static String expression(Section section, String key, String written) {
        try {
            return Pattern.compile(written).pattern();
        } catch (PatternSyntaxException e) {
            section.mistake(key, "config.pattern", Math.max(0, e.getIndex()) + 1);
            return "";
        }
    }

    private static String sha256(Section section) {
        return section.text("sha256", SHA256, "config.sha256", "");
    }
}
