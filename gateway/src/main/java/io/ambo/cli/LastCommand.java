package io.ambo.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo last}: the nine steps of a request; with a running server or without. */
@CommandLine.Command(name = "last")
final class LastCommand implements Command {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID")
    private Optional<String> id = Optional.empty();

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 1;

    LastCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (id.isPresent() || limit == 1) {
            return show(session, id.orElse("last"));
        }
        try (var desk = session.desk()) {
            var list = desk.get("/api/ledger?limit=" + limit);
            if (session.json()) {
                session.print(list);
                return ExitCode.DONE;
            }
            for (var entry : JsonView.of(list).list("entries").reversed()) {
                page(session, desk, entry.text("id"));
                session.print("");
            }
        }
        return ExitCode.DONE;
    }

    /** One entry, by an id or the beginning of one; {@code last} is the newest. */
    static ExitCode show(Session session, String id) {
        try (var desk = session.desk()) {
            if (session.json()) {
                session.print(desk.get(path(session, id)));
            } else {
                page(session, desk, id);
            }
        }
        return ExitCode.DONE;
    }

    private static void page(Session session, Desk desk, String id) {
        session.print(new NineSteps(session, JsonView.of(desk.get(path(session, id)))).lines());
    }

    private static String path(Session session, String id) {
        return session.inLanguage("/api/ledger/" + Paths.encoded(id));
    }
}
