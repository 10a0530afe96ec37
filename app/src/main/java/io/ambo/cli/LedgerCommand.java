package io.ambo.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo ledger}: what was asked, who answered, what it cost; with a running server or without. */
@CommandLine.Command(name = "ledger")
final class LedgerCommand {

    private LedgerCommand() {}

    static CommandLine all(Session session) {
        return new CommandLine(new LedgerCommand())
                .addSubcommand("list", new ListNewest(session))
                .addSubcommand("show", new Show(session))
                .addSubcommand("correct", new LedgerCorrect(session))
                .addSubcommand("sum", new LedgerSum(session))
                .addSubcommand("export", new LedgerExport(session));
    }

    /** {@code ambo ledger list}. */
    @CommandLine.Command(name = "list")
    private static final class ListNewest implements Command {

        private final Session session;

        @Option(names = "--limit", paramLabel = "N")
        private int limit = 20;

        ListNewest(Session session) {
            this.session = session;
        }

        @Override
        public ExitCode run() {
            try (var api = session.api()) {
                var answer = api.get("/api/ledger?limit=" + limit);
                if (session.json()) {
                    session.print(answer);
                } else {
                    show(JsonView.of(answer).list("entries"));
                }
            }
            return ExitCode.DONE;
        }

        private void show(List<JsonView> entries) {
            if (entries.isEmpty()) {
                session.say("cli.ledger.empty");
                return;
            }
            var table = new Table(
                    "",
                    session.words("cli.column.id"),
                    session.words("cli.column.when"),
                    session.words("cli.column.outcome"),
                    session.words("cli.column.class"),
                    session.words("cli.ledger-sum.group.key"),
                    session.words("cli.column.asked"),
                    session.words("cli.column.cost"),
                    session.words("cli.column.answered"));
            entries.forEach(entry -> table.row(
                    entry.text("id"),
                    Words.time(entry.text("opened_at")),
                    session.words("cli.outcome." + entry.text("outcome")),
                    entry.text("class"),
                    entry.optional("caller_name").orElse(entry.text("caller")),
                    entry.text("asked"),
                    Words.cost(session, entry),
                    entry.optional("destination").orElse(entry.text("code"))));
            session.print(table.lines(Math.max(session.width(), 140)));
        }
    }

    /** {@code ambo ledger show ID}. */
    @CommandLine.Command(name = "show")
    private static final class Show implements Command {

        private final Session session;

        @Parameters(paramLabel = "ID")
        private String id = "";

        Show(Session session) {
            this.session = session;
        }

        @Override
        public ExitCode run() {
            return LastCommand.show(session, id);
        }
    }
}
