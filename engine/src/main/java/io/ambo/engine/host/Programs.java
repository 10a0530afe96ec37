package io.ambo.engine.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for programs on PATH. */
public record Programs(EngineEnvironment environment) {

    /** The first one of that name that may be run. */
    public Optional<Path> find(String name) {
        String path = environment.variable("PATH");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> suffixes().stream().map(suffix -> Path.of(folder, name + suffix)))
                .filter(Programs::runs)
                .findFirst();
    }

    public static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private List<String> suffixes() {
        return environment.platform().windows() ? List.of(".exe", ".cmd", ".bat") : List.of("");
    }
}
