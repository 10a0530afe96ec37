package io.ambo.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code ambo privacy}: what left the house and how it was treated; with a running server or without. */
@CommandLine.Command(name = "privacy")
final class PrivacyCommand {

    private PrivacyCommand() {}

    static CommandLine all(Session session) {
        return new CommandLine(new PrivacyCommand()).addSubcommand("report", new Report(session));
    }

    /** {@code ambo privacy report}. */
    @CommandLine.Command(name = "report")
    private static final class Report implements Command {

        private final Session session;

        @Option(names = "--from", paramLabel = "DAY")
        private Optional<String> from = Optional.empty();

        @Option(names = "--to", paramLabel = "DAY")
        private Optional<String> to = Optional.empty();

        Report(Session session) {
            this.session = session;
        }

        @Override
        public ExitCode run() {
            try (var api = session.api()) {
                var answer = api.get(path());
                if (session.json()) {
                    session.print(answer);
                } else {
                    show(JsonView.of(answer));
                }
            }
            return ExitCode.DONE;
        }

        private String path() {
            var query = new StringBuilder();
            from.ifPresent(day -> query.append("&from=").append(ApiClient.encoded(day)));
            to.ifPresent(day -> query.append("&to=").append(ApiClient.encoded(day)));
            return "/api/privacy" + (query.isEmpty() ? "" : "?" + query.substring(1));
        }

        private void show(JsonView report) {
            if (report.number("requests") == 0) {
                session.say("cli.ledger-sum.empty", report.text("from"), report.text("to"));
                return;
            }
            session.print(session.words(
                    "cli.privacy-report.head", report.text("from"), report.text("to"), report.number("requests")));
            left(report.list("left"));
            report.members("stayed")
                    .forEach((dataClass, count) -> session.print(session.words(
                            "cli.privacy-report.stayed", Words.dataClass(session, dataClass), count.text())));
            report.members("guarded")
                    .forEach((guard, count) ->
                            session.print(session.words("cli.privacy-report.guarded", guard, count.text())));
        }

        private void left(List<JsonView> rows) {
            if (rows.isEmpty()) {
                session.print(session.words("cli.privacy-report.nothing"));
                return;
            }
            var table = new Table(
                    "",
                    session.words("cli.ledger-sum.group.destination"),
                    session.words("cli.privacy-report.country"),
                    session.words("cli.column.class"),
                    session.words("cli.privacy-report.treatment"),
                    session.words("cli.column.requests"),
                    session.words("cli.privacy-report.bytes"),
                    session.words("cli.privacy-report.kinds"));
            rows.forEach(row -> table.row(
                    row.text("destination"),
                    row.optional("country").orElse("-"),
                    row.text("class"),
                    session.words("cli.privacy-report.treatment." + row.text("treatment")),
                    row.text("requests"),
                    row.text("bytes"),
                    kinds(row)));
            session.print(table.lines(Math.max(session.width(), 140)));
        }

        private static String kinds(JsonView row) {
            var kinds = row.members("kinds").entrySet().stream()
                    .map(kind -> kind.getKey() + " " + kind.getValue().text())
                    .collect(Collectors.joining(", "));
            return kinds.isEmpty() ? "-" : kinds;
        }
    }
}
