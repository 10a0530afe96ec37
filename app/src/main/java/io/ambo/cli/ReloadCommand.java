package io.ambo.cli;

import java.nio.file.Files;
import picocli.CommandLine;

/** {@code ambo reload}: makes the running server reload its configuration. */
@CommandLine.Command(name = "reload")
final class ReloadCommand implements Command {

    private final Session session;

    ReloadCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var server = session.requiredServer();
        var answer = server.post("/api/reload", "{}");
        if (session.json()) {
            session.print(answer);
        } else {
            session.print(JsonView.of(answer).text("config_version"));
            session.say("cli.reload.done");
            sayUnreachable(JsonView.of(server.get(session.inLanguage("/api/status"))));
        }
        return ExitCode.DONE;
    }

    /** Providers with a file in the home that cannot be called, mostly because their key is not set. */
    private void sayUnreachable(JsonView status) {
        for (var provider : status.list("providers")) {
            var file = session.home().root().resolve("providers").resolve(provider.text("id") + ".yaml");
            if (!provider.flag("reachable") && Files.exists(file)) {
                session.say("cli.reload.unreachable", provider.text("id"), provider.text("why"));
            }
        }
    }
}
