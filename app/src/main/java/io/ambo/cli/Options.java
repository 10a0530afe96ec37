package io.ambo.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class Options {

    @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT)
    Optional<Path> home = Optional.empty();

    @Option(names = "--url", paramLabel = "URL", scope = ScopeType.INHERIT)
    Optional<URI> url = Optional.empty();

    @Option(names = "--key-file", paramLabel = "FILE", scope = ScopeType.INHERIT)
    Optional<Path> keyFile = Optional.empty();

    @Option(names = "--lang", paramLabel = "en|zh", scope = ScopeType.INHERIT)
    Optional<String> language = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT)
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT)
    boolean help;

    @Option(names = "--version", versionHelp = true, scope = ScopeType.INHERIT)
    boolean version;
}
