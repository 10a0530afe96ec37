package io.ambo.config;

import io.ambo.catalog.EngineFile;
import io.ambo.catalog.Hub;
import io.ambo.catalog.OpenModel;
import io.ambo.catalog.Tier;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads the file of an open model. */
final class OpenModelReading {

    private static final String ID = "[a-z0-9][a-z0-9.-]{0,39}";
    private static final String PATH = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,4}";
    private static final long MOST_PARAMETERS = 10_000_000_000_000L;
    private static final int MOST_TOKENS = 100_000_000;

    private OpenModelReading() {}

    static OpenModel read(Section section) {
        var hub = path(section, "hub");
        return new OpenModel(
                section.text("id", ID, "config.id", "id"),
                section.text("name"),
                section.text("family"),
                licence(section.requiredSection("licence")),
                section.texts("languages"),
                tier(section.requiredSection("tier")),
                section.large("parameters", 1, MOST_PARAMETERS),
                section.section("context")
                        .map(it -> new OpenModel.Stated(it.whole("tokens", 1, MOST_TOKENS), SourceReading.source(it))),
                hub,
                path(section, "modelscope"),
                files(section, hub.isPresent()),
                SourceReading.source(section.requiredSection("source")));
    }

    private static OpenModel.Licence licence(Section section) {
        return new OpenModel.Licence(section.text("id"), section.flag("accept", true), SourceReading.source(section));
    }

    private static Tier tier(Section section) {
        return new Tier(section.whole("value", 0, Tier.HIGHEST), SourceReading.source(section));
    }

    private static List<OpenModel.File> files(Section section, boolean onHub) {
        var files = section.sections("files");
        if (files.isEmpty()) {
            section.missing("files");
        }
        return files.stream().map(it -> file(it, onHub)).toList();
    }

    private static OpenModel.File file(Section section, boolean onHub) {
        var name = path(section, "file");
        var packed =
                section.has("wheel") ? Optional.of(EngineReading.packed(section)) : Optional.<EngineFile.Packed>empty();
        var here = here(section);
        var ways = Stream.of(name, packed, here).filter(Optional::isPresent).count();
        if (ways != 1 || name.isPresent() && !onHub) {
            section.mistake("file", "config.open-model-source");
        }
        if (packed.isPresent() && !(section.has("bytes") && section.has("sha256"))) {
            section.missing("sha256");
        }
        return new OpenModel.File(
                section.text("quantisation", "[A-Z0-9_]{1,20}", "config.quantisation", "Q8_0"),
                name,
                packed,
                here,
                section.has("bytes")
                        ? OptionalLong.of(section.large("bytes", 1, EngineReading.MOST_BYTES))
                        : OptionalLong.empty(),
                section.has("sha256")
                        ? Optional.of(section.text("sha256", EngineReading.SHA256, "config.sha256", ""))
                        : Optional.empty());
    }

    /** An absolute path, or a {@code file:} address. */
    private static Optional<OpenModel.Here> here(Section section) {
        var link = section.flag("link", false);
        return section.optionalText("path").map(text -> {
            try {
                var path = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
                if (path.isAbsolute()) {
                    return new OpenModel.Here(path.normalize(), link);
                }
            } catch (IllegalArgumentException e) {
                // reported below, like any other text that is not a path
            }
            section.mistake("path", "config.open-model-path");
            return new OpenModel.Here(Path.of(""), link);
        });
    }

    static Hub hub(Section section) {
        var address = section.text(
                "address", "https://[a-z0-9.-]{1,200}(/[A-Za-z0-9._/-]{0,200})?", "config.hub-address", "https://hub");
        return new Hub(
                section.text("id", ID, "config.id", "id"),
                URI.create(address),
                section.text("path", "[A-Za-z0-9._/{}-]{1,200}", "config.hub-path", "{repository}/{file}"),
                SourceReading.source(section.requiredSection("source")));
    }

    private static Optional<String> path(Section section, String key) {
        return section.has(key) ? Optional.of(section.text(key, PATH, "config.hub-path", "x")) : Optional.empty();
    }
}
