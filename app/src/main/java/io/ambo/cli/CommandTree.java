package io.ambo.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command below a root, in the order of the help. */
record CommandTree(CommandSpec root) {

    /** The root first, then each command before its own. */
    List<CommandSpec> commands() {
        var commands = new ArrayList<CommandSpec>();
        add(root, commands);
        return commands;
    }

    private static void add(CommandSpec spec, List<CommandSpec> commands) {
        commands.add(spec);
        children(spec).forEach(child -> add(child, commands));
    }

    static List<CommandSpec> children(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    /** {@code keys create}; empty for the root. */
    static String path(CommandSpec spec) {
        return spec.parent() == null ? "" : (path(spec.parent()) + " " + spec.name()).strip();
    }

    /** The options that belong to it alone; the root's are those of every command. */
    static List<OptionSpec> own(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> spec.parent() == null || !option.inherited())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
    }

    /** What can follow it: the names of its commands and of all its options. */
    static List<String> words(CommandSpec spec) {
        return Stream.concat(
                        children(spec).stream().map(CommandSpec::name),
                        spec.options().stream().flatMap(option -> Stream.of(option.names())))
                .toList();
    }
}
