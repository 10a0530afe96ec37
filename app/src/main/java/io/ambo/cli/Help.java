package io.ambo.cli;

import io.ambo.core.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of a command: what it is, examples, then every word that it takes. */
final class Help {

    private static final String INDENT = "  ";

    private final CommandSpec spec;
    private final Session session;
    private final String stem;

    Help(CommandSpec spec, Session session) {
        this.spec = spec;
        this.session = session;
        this.stem = stem(spec);
    }

    /** {@code cli.keys-create} for {@code ambo keys create}, {@code cli.ambo} for the root. */
    static String stem(CommandSpec spec) {
        var names = spec.qualifiedName("-");
        return "cli." + (names.equals("ambo") ? names : names.substring("ambo-".length()));
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(spec.qualifiedName() + ": " + session.words(stem + ".about"));
        section(lines, "cli.help.examples", indented(session.words(stem + ".examples")));
        section(lines, "cli.help.commands", commands());
        section(lines, "cli.help.usage", List.of(INDENT + usage()));
        section(lines, "cli.help.parameters", parameters());
        section(lines, "cli.help.options", options(false));
        section(lines, "cli.help.everywhere", options(true));
        if (has(stem + ".more")) {
            section(lines, "cli.help.more", indented(session.words(stem + ".more")));
        }
        return lines;
    }

    private void section(List<String> lines, String heading, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(session.words(heading));
            lines.addAll(content);
        }
    }

    private static List<String> indented(String text) {
        return text.lines().map(line -> INDENT + line).toList();
    }

    private boolean has(String key) {
        return Messages.keys(session.language()).contains(key);
    }

    private String usage() {
        var usage = new StringBuilder(spec.qualifiedName());
        if (!spec.subcommands().isEmpty()) {
            usage.append(' ').append(session.words("cli.help.command"));
        }
        for (var parameter : shown()) {
            var label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
            usage.append(' ').append(parameter.required() ? label : "[" + label + "]");
        }
        return usage.append(' ').append(session.words("cli.help.any-options")).toString();
    }

    private List<PositionalParamSpec> shown() {
        return spec.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .toList();
    }

    private List<String> commands() {
        var table = new Table(INDENT);
        spec.subcommands()
                .forEach((name, command) -> table.row(name, session.words(stem(command.getCommandSpec()) + ".about")));
        return table.lines(session.width());
    }

    private List<String> parameters() {
        var table = new Table(INDENT);
        shown().forEach(parameter -> {
            var label = parameter.paramLabel();
            table.row(label, session.words(stem + "." + label.toLowerCase(Locale.ROOT)));
        });
        return table.lines(session.width());
    }

    private List<String> options(boolean everywhere) {
        var table = new Table(INDENT);
        for (var option : spec.options()) {
            if (option.inherited() == everywhere || spec.parent() == null) {
                if (everywhere || spec.parent() != null) {
                    table.row(names(option), session.words(key(spec, option)));
                }
            }
        }
        return table.lines(session.width());
    }

    /** The message that says what an option is. */
    static String key(CommandSpec spec, OptionSpec option) {
        return (option.inherited() || spec.parent() == null ? "cli.option." : stem(spec) + ".") + plain(option);
    }

    private static String plain(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "").replace("[no-]", "");
    }

    private static String names(OptionSpec option) {
        var names = String.join(", ", option.names());
        var label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        return (option.shortestName().startsWith("--") ? "    " : "") + names + label;
    }
}
