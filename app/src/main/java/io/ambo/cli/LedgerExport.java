package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/**
 * {@code ambo ledger export}: every entry, oldest first, to standard output. Money is exact, as a decimal text beside its
 * currency; there is no text of a prompt in the ledger, so none can be here.
 */
@CommandLine.Command(name = "export")
final class LedgerExport implements Command {

    private static final int PAGE = 1000;

    /** A column with where it comes from. */
    private record Column(String name, boolean isNumber, Function<JsonView, String> from) {

        static Column of(String name) {
            return new Column(name, false, entry -> entry.text(name));
        }

        static Column number(String name) {
            return new Column(name, true, entry -> entry.text(name));
        }

        static Column usage(String name) {
            return new Column(name + "_tokens", true, entry -> entry.at("usage").text(name));
        }
    }

    private static final List<Column> COLUMNS = List.of(
            Column.of("id"),
            Column.of("opened_at"),
            Column.of("closed_at"),
            Column.of("outcome"),
            Column.of("code"),
            new Column("key", false, entry -> entry.text("caller")),
            new Column("key_name", false, entry -> entry.text("caller_name")),
            Column.of("surface"),
            new Column("model", false, entry -> entry.text("asked")),
            Column.of("class"),
            Column.of("destination"),
            Column.of("kind"),
            Column.usage("input"),
            Column.usage("cached_input"),
            Column.usage("cache_write"),
            Column.usage("output"),
            Column.usage("reasoning"),
            new Column("estimated", false, entry -> entry.at("usage").text("estimated")),
            new Column("cost", false, LedgerExport::cost),
            new Column("currency", false, entry -> entry.at("cost").text("currency")),
            new Column("booked", false, LedgerExport::booked),
            new Column("corrected_by", false, entry -> last(entry).text("author")),
            new Column("correction", false, entry -> last(entry).text("reason")),
            Column.number("bytes_in"),
            Column.number("bytes_out"),
            Column.of("config_version"));

    private final Session session;

    @Parameters(paramLabel = "FORMAT")
    private String format = "";

    private boolean first = true;

    LedgerExport(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (!format.equals("csv") && !format.equals("json")) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.ledger-export.unknown", format);
        }
        var csv = format.equals("csv");
        session.print(csv ? header() : "[");
        try (var api = session.api()) {
            pages(api, csv);
        }
        if (!csv) {
            session.print(first ? "]" : "\n]");
        }
        return ExitCode.DONE;
    }

    private void pages(ApiClient api, boolean csv) {
        var after = "";
        for (var more = true; more; ) {
            var entries = JsonView.of(api.get("/api/ledger?limit=" + PAGE + "&after=" + after))
                    .list("entries");
            entries.forEach(entry -> row(entry, csv));
            more = entries.size() == PAGE && !session.terminal().out().checkError();
            after = more ? entries.getLast().text("id") : after;
        }
    }

    private void row(JsonView entry, boolean csv) {
        if (csv) {
            session.print(COLUMNS.stream()
                    .map(column -> quoted(column.from().apply(entry)))
                    .collect(Collectors.joining(",")));
            return;
        }
        var json = new JsonObject();
        COLUMNS.forEach(column -> {
            var value = column.from().apply(entry);
            if (column.isNumber() && !value.isEmpty()) {
                json.number(column.name(), Long.parseLong(value));
            } else {
                json.text(column.name(), value);
            }
        });
        session.write((first ? "" : ",\n") + json);
        first = false;
    }

    private static String header() {
        return COLUMNS.stream().map(Column::name).collect(Collectors.joining(","));
    }

    /** An entry without a call costs nothing, in no currency. */
    private static String cost(JsonView entry) {
        var isNothing =
                entry.list("attempts").isEmpty() && entry.optional("closed_at").isPresent();
        var cost = amount(entry.at("cost"));
        return cost.isEmpty() && isNothing ? "0" : cost;
    }

    private static String booked(JsonView entry) {
        return amount(entry.at("booked"));
    }

    private static JsonView last(JsonView entry) {
        var corrections = entry.list("corrections");
        return corrections.isEmpty() ? entry.at("corrections") : corrections.getLast();
    }

    private static String amount(JsonView cost) {
        return cost.isThere() ? BigDecimal.valueOf(cost.number("nanos"), 9).toPlainString() : "";
    }

    /** RFC 4180; what a spreadsheet would take for a formula gets an apostrophe, since callers choose some texts. */
    static String quoted(String text) {
        var safe = text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
