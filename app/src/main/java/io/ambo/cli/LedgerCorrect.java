package io.ambo.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo ledger correct ID}: says what an entry cost in place of what was booked, which stays visible. */
@CommandLine.Command(name = "correct")
final class LedgerCorrect implements Command {

    private final Session session;

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(names = "--cost", paramLabel = "AMOUNT", required = true)
    private String cost = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true)
    private String reason = "";

    LedgerCorrect(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var wish = new JsonObject()
                .text("cost", cost)
                .text("reason", reason)
                .text("author", System.getProperty("user.name", "?"));
        try (var api = session.api()) {
            var answer = api.post("/api/ledger/" + ApiClient.encoded(id), wish.toString());
            if (session.json()) {
                session.print(answer);
            } else {
                var entry = JsonView.of(answer).at("entry");
                session.say(
                        "cli.ledger-correct.done",
                        entry.text("id"),
                        Words.money(session, entry.at("cost")),
                        Words.money(session, entry.at("booked")));
            }
        }
        return ExitCode.DONE;
    }
}
