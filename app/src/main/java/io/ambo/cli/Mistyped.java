package io.ambo.cli;

import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in the language of the person, and what was perhaps meant. */
final class Mistyped {

    private Mistyped() {}

    static String words(ParameterException wrong, Language language) {
        var spec = wrong.getCommandLine().getCommandSpec();
        var what = switch (wrong) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched, spec);
            case MissingParameterException missing ->
                Message.of(
                        "cli.usage.missing",
                        missing.getMissing().stream().map(Mistyped::name).collect(Collectors.joining(", ")));
            case OverwrittenOptionException twice -> Message.of("cli.usage.twice", name(twice.getOverwritten()));
            default -> other(wrong);
        };
        return what.in(language) + "\n"
                + Message.of("cli.usage.see", spec.qualifiedName()).in(language);
    }

    private static Message unmatched(UnmatchedArgumentException wrong, CommandSpec spec) {
        var typed = wrong.getUnmatched().getFirst();
        if (typed.startsWith("-")) {
            return near("cli.usage.option", shown(typed), Nearest.of(name(typed), options(spec)));
        }
        return spec.subcommands().isEmpty()
                ? Message.of("cli.usage.too-many", shown(typed))
                : near(
                        "cli.usage.command",
                        shown(typed),
                        Nearest.of(typed, spec.subcommands().keySet()));
    }

    private static Message near(String key, String typed, Optional<String> near) {
        return near.map(known -> Message.of("cli.usage.nearest", Message.of(key, typed), known))
                .orElseGet(() -> Message.of(key, typed));
    }

    private static Message other(ParameterException wrong) {
        var argument = wrong.getArgSpec();
        var value = wrong.getValue();
        return argument == null || value == null
                ? Message.of("cli.usage.other", String.valueOf(wrong.getMessage()))
                : Message.of("cli.usage.value", shown(value), name(argument));
    }

    private static List<String> options(CommandSpec spec) {
        var names = new ArrayList<String>();
        spec.options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private static String name(String typed) {
        var equals = typed.indexOf('=');
        return equals < 0 ? typed : typed.substring(0, equals);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String shown(String typed) {
        return typed.length() > 60 ? typed.substring(0, 60) + "…" : typed;
    }
}
