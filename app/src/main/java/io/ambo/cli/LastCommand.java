package io.ambo.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo last}: the nine steps of a request; with a running server or without. */
@CommandLine.Command(name = "last")
final class LastCommand implements Command {

    private static final int FOLLOWED = 100;
    private static final int FOLLOW_MILLIS = 500;

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID")
    private Optional<String> id = Optional.empty();

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 1;

    @Option(names = "--follow")
    private boolean follow;

    LastCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (follow) {
            return follow();
        }
        if (id.isPresent() || limit == 1) {
            return show(session, id.orElse("last"));
        }
        try (var api = session.api()) {
            var list = api.get("/api/ledger?limit=" + limit);
            if (session.json()) {
                session.print(list);
                return ExitCode.DONE;
            }
            for (var entry : JsonView.of(list).list("entries").reversed()) {
                page(session, api, entry.text("id"));
                session.print("");
            }
        }
        return ExitCode.DONE;
    }

    /** Whether it goes on for as long as somebody reads. */
    boolean follows() {
        return follow;
    }

    /** Every entry that is made from now on, as soon as it is closed; until Ctrl-C, or until its output is closed. */
    private ExitCode follow() {
        var stop = new CountDownLatch(1);
        Signals.on("INT", stop::countDown);
        try (var api = session.api()) {
            var seen = new HashSet<String>();
            entries(api).forEach(entry -> seen.add(entry.text("id")));
            session.say("cli.last.following");
            while (!stop.await(FOLLOW_MILLIS, TimeUnit.MILLISECONDS)) {
                entries(api).reversed().stream()
                        .filter(entry -> entry.optional("closed_at").isPresent() && seen.add(entry.text("id")))
                        .forEach(entry -> told(api, entry));
                if (session.terminal().out().checkError()) {
                    return ExitCode.DONE;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.INTERRUPTED;
    }

    private static List<JsonView> entries(ApiClient api) {
        return JsonView.of(api.get("/api/ledger?limit=" + FOLLOWED)).list("entries");
    }

    private void told(ApiClient api, JsonView entry) {
        if (session.json()) {
            session.print(api.get(path(session, entry.text("id"))));
        } else {
            page(session, api, entry.text("id"));
            session.print("");
        }
        session.terminal().out().flush();
    }

    /** One entry, by an id or the beginning of one; {@code last} is the newest. */
    static ExitCode show(Session session, String id) {
        try (var api = session.api()) {
            if (session.json()) {
                session.print(api.get(path(session, id)));
            } else {
                page(session, api, id);
            }
        }
        return ExitCode.DONE;
    }

    private static void page(Session session, ApiClient api, String id) {
        session.print(new EntryReport(session, JsonView.of(api.get(path(session, id)))).lines());
    }

    private static String path(Session session, String id) {
        return session.inLanguage("/api/ledger/" + ApiClient.encoded(id));
    }
}
