package io.ambo.cli;

import picocli.CommandLine;

/** {@code ambo reload}: lets the running server read its configuration anew. */
@CommandLine.Command(name = "reload")
final class ReloadCommand implements Command {

    private final Session session;

    ReloadCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var answer = session.requiredServer().post("/api/reload", "{}");
        if (session.json()) {
            session.print(answer);
        } else {
            session.print(JsonView.of(answer).text("config_version"));
            session.say("cli.reload.done");
        }
        return ExitCode.DONE;
    }
}
