package io.ambo.cli;

import java.time.Duration;
import picocli.CommandLine;

/** {@code ambo status}: what runs, since when, and whom it can reach. */
@CommandLine.Command(name = "status")
final class StatusCommand implements Command {

    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var answer = session.requiredServer().get(session.inLanguage("/api/status"));
        if (session.json()) {
            session.print(answer);
        } else {
            show(JsonView.of(answer));
        }
        return ExitCode.DONE;
    }

    private void show(JsonView status) {
        var up = Duration.ofSeconds(status.number("uptime_seconds"));
        session.print(session.words("cli.status.line", status.text("version"), status.text("address"), uptime(up)));
        session.print(session.words(status.flag("keyless") ? "cli.status.keyless" : "cli.status.keyed"));
        session.print(session.words("cli.status.config", status.text("config_version")));
        status.texts("left_out").forEach(file -> session.print(session.words("cli.serve.left-out", file)));
        var engines = new Table("  ");
        status.list("engines").forEach(engine -> engines.row(engine.text("model"), engine.text("words")));
        section("cli.status.engines", engines);
        var providers = new Table("  ");
        status.list("providers")
                .forEach(provider -> providers.row(
                        provider.text("id"),
                        Words.kind(session, provider.text("kind")),
                        session.words(provider.flag("reachable") ? "cli.status.reachable" : "cli.status.not"),
                        provider.optional("why").orElseGet(() -> String.join(", ", provider.texts("models")))));
        section("cli.status.providers", providers);
    }

    private void section(String heading, Table table) {
        var lines = table.lines(session.width());
        if (!lines.isEmpty()) {
            session.print("");
            session.print(session.words(heading));
            session.print(lines);
        }
    }

    private static String uptime(Duration up) {
        return up.toDays() > 0
                ? up.toDays() + " d " + up.toHoursPart() + " h"
                : up.toHours() > 0 ? up.toHours() + " h " + up.toMinutesPart() + " min" : up.toSeconds() + " s";
    }
}
