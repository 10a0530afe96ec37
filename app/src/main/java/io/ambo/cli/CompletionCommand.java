package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ambo completion}: a script that lets a shell complete Ambo's commands. */
@CommandLine.Command(name = "completion")
final class CompletionCommand implements Command {

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL")
    private String shell = "";

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var completion = new Completion(spec.root(), session);
        session.terminal()
                .out()
                .print(
                        switch (shell) {
                            case "bash" -> completion.bash();
                            case "zsh" -> completion.zsh();
                            case "fish" -> completion.fish();
                            default -> throw Refusal.of(Reason.BAD_COMMAND, "cli.completion.unknown", shell);
                        });
        return ExitCode.DONE;
    }
}
