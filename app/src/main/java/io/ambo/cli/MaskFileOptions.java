package io.ambo.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code ambo mask} for files. */
final class MaskFileOptions {

    @Option(names = "--out", paramLabel = "DIR")
    Optional<Path> out = Optional.empty();

    @Option(names = "--threads", paramLabel = "N")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--scope", paramLabel = "SCOPE")
    String scope = "folder";

    @Option(names = "--encoding", paramLabel = "NAME")
    Optional<String> encoding = Optional.empty();
}
