package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.DatabaseFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The program as the command line sees it: the list of all commands, and what becomes of a call. */
public final class Ambo {

    private final Terminal terminal;
    private final ServerLauncher launcher;

    public Ambo(Terminal terminal, ServerLauncher launcher) {
        this.terminal = terminal;
        this.launcher = launcher;
    }

    /** The command's name with nothing behind it. */
    @CommandLine.Command(name = "ambo", subcommandsRepeatable = false)
    private static final class Root {

        @Mixin
        private final Options options = new Options();
    }

    /** Does what the arguments say, and gives the exit status. */
    public int run(String... arguments) {
        var language = CommandLanguage.language(List.of(arguments), terminal.environment());
        var root = new Root();
        var session = new Session(terminal, launcher, language, root.options);
        try {
            return run(commands(root, session), session, arguments).status();
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private static CommandLine commands(Root root, Session session) {
        return new CommandLine(root)
                .addSubcommand("demo", new DemoCommand(session))
                .addSubcommand("serve", new ServeCommand(session))
                .addSubcommand("ask", new AskCommand(session))
                .addSubcommand("last", new LastCommand(session))
                .addSubcommand("mask", new MaskCommand(session))
                .addSubcommand("models", ModelsCommand.all(session))
                .addSubcommand("keys", KeysCommand.all(session))
                .addSubcommand("ledger", LedgerCommand.all(session))
                .addSubcommand("privacy", PrivacyCommand.all(session))
                .addSubcommand("policy", PolicyCommand.all(session))
                .addSubcommand("doctor", new DoctorCommand(session))
                .addSubcommand("status", new StatusCommand(session))
                .addSubcommand("reload", new ReloadCommand(session))
                .addSubcommand("completion", new CompletionCommand(session))
                .addSubcommand("man", new ManCommand(session));
    }

    private static ExitCode run(CommandLine commands, Session session, String... arguments) {
        try {
            var chosen = chosen(commands.parseArgs(arguments));
            CommandLanguage.check(commands.<Root>getCommand().options.language);
            return written(run(chosen, session), chosen, session);
        } catch (ParameterException wrong) {
            session.sayWords(Mistyped.words(wrong, session.language()));
            return ExitCode.USAGE;
        } catch (Unreachable unreachable) {
            session.sayWords(unreachable.words().in(session.language()));
            return ExitCode.NO_SERVER;
        } catch (Refusal refusal) {
            session.sayWords(refusal.in(session.language()));
            if (refusal.reason() == Reason.MISSING_KEY) {
                session.say("cli.key-needed");
            }
            return ExitCode.of(refusal.reason());
        } catch (DatabaseFailure failure) {
            session.sayWords(failure.message().in(session.language()));
            return ExitCode.CONFIGURATION;
        } catch (RuntimeException bug) {
            session.say("cli.fault", bug);
            var trace = new StringWriter();
            bug.printStackTrace(new PrintWriter(trace));
            session.sayWords(trace.toString());
            return ExitCode.FAULT;
        }
    }

    /**
     * Output that did not arrive is a failure; a reader that closes its pipe, as {@code head} does, knows it already.
     */
    private static ExitCode written(ExitCode status, CommandLine.ParseResult chosen, Session session) {
        var readerMayLeave = chosen.commandSpec().userObject() instanceof LastCommand last && last.follows();
        if (status != ExitCode.DONE
                || readerMayLeave
                || !session.terminal().out().checkError()) {
            return status;
        }
        if (!session.terminal().readerLeft()) {
            session.say("cli.output-lost");
        }
        return ExitCode.OUTPUT;
    }

    private static CommandLine.ParseResult chosen(CommandLine.ParseResult parsed) {
        var last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }

    private static ExitCode run(CommandLine.ParseResult chosen, Session session) {
        var spec = chosen.commandSpec();
        if (chosen.isVersionHelpRequested()) {
            session.print(session.words("cli.version", session.launcher().version()));
            return ExitCode.DONE;
        }
        if (chosen.isUsageHelpRequested() || spec.parent() == null) {
            session.print(new Help(spec, session).lines());
            return ExitCode.DONE;
        }
        if (spec.userObject() instanceof Command command) {
            return command.run();
        }
        new Help(spec, session).lines().forEach(session::sayWords);
        return ExitCode.USAGE;
    }
}
