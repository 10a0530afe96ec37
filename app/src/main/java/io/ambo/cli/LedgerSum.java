package io.ambo.cli;

import io.ambo.core.Nearest;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * {@code ambo ledger sum}: requests, tokens and money by a group or several; currencies are never added to each other.
 */
@CommandLine.Command(name = "sum")
final class LedgerSum implements Command {

    private static final List<String> GROUPS = List.of("day", "model", "key", "destination", "class", "outcome");
    private static final List<String> TOKENS = List.of("input", "cached_input", "cache_write", "output", "reasoning");

    private static final String KEY = "key";

    private final Session session;

    @Option(names = "--by", split = ",", paramLabel = "A,B")
    private List<String> by = List.of("day");

    @Option(names = "--from", paramLabel = "DAY")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DAY")
    private Optional<String> to = Optional.empty();

    @Option(names = "--csv")
    private boolean csv;

    LedgerSum(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        by = by.stream().distinct().toList();
        by.forEach(LedgerSum::requireKnown);
        if (csv && session.json()) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.ledger-sum.two-formats");
        }
        try (var api = session.api()) {
            var answer = api.get(path());
            if (session.json()) {
                session.print(answer);
            } else if (csv) {
                export(JsonView.of(answer).list("sums"));
            } else {
                show(JsonView.of(answer));
            }
        }
        return ExitCode.DONE;
    }

    private static void requireKnown(String group) {
        if (!GROUPS.contains(group)) {
            var groups = String.join(", ", GROUPS);
            var refusal = Refusal.of(Reason.BAD_COMMAND, "cli.ledger-sum.unknown", group, groups);
            throw Nearest.of(group, GROUPS)
                    .map(near -> refusal.hint("cli.ledger-sum.nearest", near))
                    .orElse(refusal);
        }
    }

    private String path() {
        var path = new StringBuilder("/api/sums?by=" + String.join(",", by));
        from.ifPresent(day -> path.append("&from=").append(ApiClient.encoded(day)));
        to.ifPresent(day -> path.append("&to=").append(ApiClient.encoded(day)));
        return path.toString();
    }

    private void show(JsonView answer) {
        var sums = answer.list("sums");
        if (sums.isEmpty()) {
            session.say("cli.ledger-sum.empty", answer.text("from"), answer.text("to"));
            return;
        }
        var headings = by.stream().map(group -> session.words("cli.ledger-sum.group." + group));
        var measures = Stream.of("requests", "input", "output", "cost").map(it -> session.words("cli.column." + it));
        var table = new Table("", Stream.concat(headings, measures).toArray(String[]::new));
        sums.forEach(sum -> table.row(row(sum)));
        session.print(table.lines(session.width()));
    }

    private String[] row(JsonView sum) {
        var groups = by.stream()
                .map(group -> (group.equals(KEY) ? sum.optional("key_name") : Optional.<String>empty())
                        .or(() -> sum.at("group").optional(group))
                        .orElse("-"));
        var measures = Stream.of(
                sum.text("requests"),
                String.valueOf(tokens(sum, "input", "cached_input", "cache_write")),
                String.valueOf(tokens(sum, "output", "reasoning")),
                cost(sum));
        return Stream.concat(groups, measures).toArray(String[]::new);
    }

    /** Nothing is to be paid if no destination was called. */
    private String cost(JsonView sum) {
        var isNothing = !sum.at("cost").isThere() && sum.text("unpriced").equals("0");
        return isNothing ? session.words("cli.uncalled") : Words.money(session, sum.at("cost"));
    }

    private static long tokens(JsonView sum, String... kinds) {
        return List.of(kinds).stream()
                .mapToLong(kind -> sum.at("usage").number(kind))
                .sum();
    }

    /** Columns are called as those of {@link LedgerExport}. */
    private void export(List<JsonView> sums) {
        var header = new ArrayList<String>();
        by.forEach(group -> header.addAll(group.equals(KEY) ? List.of(KEY, "key_name") : List.of(group)));
        header.add("requests");
        TOKENS.forEach(kind -> header.add(kind + "_tokens"));
        header.addAll(List.of("estimated", "cost", "currency"));
        session.print(String.join(",", header));
        sums.forEach(sum -> session.print(String.join(",", cells(sum))));
    }

    private List<String> cells(JsonView sum) {
        var cells = new ArrayList<String>();
        for (var group : by) {
            cells.add(LedgerExport.quoted(sum.at("group").text(group)));
            if (group.equals(KEY)) {
                cells.add(LedgerExport.quoted(sum.text("key_name")));
            }
        }
        cells.add(sum.text("requests"));
        TOKENS.forEach(kind -> cells.add(sum.at("usage").text(kind)));
        cells.add(sum.at("usage").text("estimated"));
        var cost = sum.at("cost");
        var nothing = sum.text("unpriced").equals("0") ? "0" : "";
        cells.add(cost.isThere() ? BigDecimal.valueOf(cost.number("nanos"), 9).toPlainString() : nothing);
        cells.add(cost.text("currency"));
        return cells;
    }
}
