package io.ambo.cli;

import io.ambo.core.Nearest;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code ambo ledger sum}: requests, tokens and money by a group; currencies are never added to each other. */
@CommandLine.Command(name = "sum")
final class LedgerSum implements Command {

    private static final List<String> GROUPS = List.of("day", "model", "key", "destination", "class", "outcome");

    private final Session session;

    @Option(names = "--by", paramLabel = "GROUP")
    private String by = "day";

    @Option(names = "--from", paramLabel = "DAY")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DAY")
    private Optional<String> to = Optional.empty();

    LedgerSum(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (!GROUPS.contains(by)) {
            var groups = String.join(", ", GROUPS);
            var refusal = Refusal.of(Reason.BAD_COMMAND, "cli.ledger-sum.unknown", by, groups);
            throw Nearest.of(by, GROUPS)
                    .map(near -> refusal.hint("cli.ledger-sum.nearest", near))
                    .orElse(refusal);
        }
        try (var desk = session.desk()) {
            var answer = desk.get(path());
            if (session.json()) {
                session.print(answer);
            } else {
                show(JsonView.of(answer));
            }
        }
        return ExitCode.DONE;
    }

    private String path() {
        var path = new StringBuilder("/api/sums?by=" + by);
        from.ifPresent(day -> path.append("&from=").append(Paths.encoded(day)));
        to.ifPresent(day -> path.append("&to=").append(Paths.encoded(day)));
        return path.toString();
    }

    private void show(JsonView answer) {
        var sums = answer.list("sums");
        if (sums.isEmpty()) {
            session.say("cli.ledger-sum.empty", answer.text("from"), answer.text("to"));
            return;
        }
        var table = new Table(
                "",
                session.words("cli.ledger-sum.group." + by),
                session.words("cli.column.requests"),
                session.words("cli.column.input"),
                session.words("cli.column.output"),
                session.words("cli.column.cost"));
        sums.forEach(sum -> table.row(
                sum.optional("group").orElse("-"),
                sum.text("requests"),
                String.valueOf(tokens(sum, "input", "cached_input", "cache_write")),
                String.valueOf(tokens(sum, "output", "reasoning")),
                Words.money(session, sum.at("cost"))));
        session.print(table.lines(session.width()));
    }

    private static long tokens(JsonView sum, String... kinds) {
        return List.of(kinds).stream()
                .mapToLong(kind -> sum.at("usage").number(kind))
                .sum();
    }
}
