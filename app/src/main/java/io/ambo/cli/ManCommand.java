package io.ambo.cli;

import io.ambo.core.Messages;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code ambo man}: the manual page, written from the commands themselves; for {@code man -l -}. */
@CommandLine.Command(name = "man")
final class ManCommand implements Command {

    private final Session session;
    private final StringBuilder page = new StringBuilder();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ManCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var root = spec.root();
        page.append(".TH AMBO 1\n");
        section("cli.man.name");
        line("ambo - " + session.words("cli.ambo.about"));
        section("cli.man.synopsis");
        line("ambo " + session.words("cli.help.command") + " " + session.words("cli.help.any-options"));
        section("cli.help.everywhere");
        CommandTree.own(root).forEach(option -> option(root, option));
        section("cli.help.commands");
        new CommandTree(root)
                .commands().stream().filter(it -> it.parent() != null).forEach(this::command);
        section("cli.help.examples");
        block(session.words("cli.ambo.examples"));
        section("cli.help.more");
        block(session.words("cli.ambo.more"));
        session.terminal().out().print(page);
        return ExitCode.DONE;
    }

    private void section(String key) {
        page.append(".SH \"").append(roff(session.words(key))).append("\"\n");
    }

    private void command(CommandSpec command) {
        var words = command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .map(parameter -> " " + parameter.paramLabel())
                .collect(Collectors.joining());
        page.append(".SS \"")
                .append(roff("ambo " + CommandTree.path(command) + words))
                .append("\"\n");
        var stem = Help.stem(command);
        line(session.words(stem + ".about"));
        CommandTree.own(command).forEach(option -> option(command, option));
        page.append(".PP\n");
        block(session.words(stem + ".examples"));
        if (Messages.keys(session.language()).contains(stem + ".more")) {
            page.append(".PP\n");
            block(session.words(stem + ".more"));
        }
    }

    private void option(CommandSpec command, OptionSpec option) {
        var label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        page.append(".TP\n.B ")
                .append(roff(String.join(", ", option.names()) + label))
                .append('\n');
        line(session.words(Help.key(command, option)));
    }

    private void line(String text) {
        page.append(roff(text)).append('\n');
    }

    /** Lines that stay as they are. */
    private void block(String text) {
        page.append(".nf\n");
        text.lines().forEach(this::line);
        page.append(".fi\n");
    }

    /** Characters that roff would take for its own. */
    private static String roff(String text) {
        var plain = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
