package io.ambo.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One request of the demo in full: what was found, who could answer, what left, what came back, what it cost. */
final class DemoPage {

    private static final String INDENT = "  ";
    private static final List<String> LABELS = List.of(
            "question",
            "asked",
            "found",
            "who",
            "answered",
            "left",
            "checked",
            "restored",
            "cost",
            "other",
            "answer",
            "entry");

    private final Session session;
    private final DemoRequest request;
    private final JsonView entry;
    private final JsonView verdict;
    private final String answer;
    private final List<byte[]> left;
    private final List<String> values;
    private final List<String> lines = new ArrayList<>();
    private final int labelWidth;

    /**
     * A page.
     *
     * @param account what {@code /api/ledger/ID} says of the request
     * @param left bodies that the stand-in recorded meanwhile
     * @param values what is found in the request's text, as it was written
     */
    DemoPage(
            Session session,
            DemoRequest request,
            JsonView account,
            String answer,
            List<byte[]> left,
            List<String> values) {
        this.session = session;
        this.request = request;
        this.entry = account.at("entry");
        this.verdict = account.at("verdict");
        this.answer = answer;
        this.left = List.copyOf(left);
        this.values = List.copyOf(values);
        this.labelWidth = 2
                + LABELS.stream()
                        .mapToInt(label -> Columns.of(session.words("cli.demo.row." + label)))
                        .max()
                        .orElse(0);
    }

    /** Values that were found and are in what left nevertheless; there must be none. */
    List<String> leaks() {
        return values.stream()
                .filter(value -> left.stream().anyMatch(body -> text(body).contains(value)))
                .toList();
    }

    List<String> lines() {
        lines.add("");
        lines.add(request.title(session));
        row("question", request.text());
        row("asked", session.words("cli.demo.asked." + request.model()));
        row(
                "found",
                Words.found(session, entry, verdict.at("names"))
                        + session.words("cli.demo.class", Words.dataClass(session, entry.text("class"))));
        who();
        row(
                "answered",
                session.words("cli.demo.answered", entry.text("destination"), Words.kind(session, entry.text("kind"))));
        left();
        row(
                "restored",
                session.words(
                        entry.number("restored") == 0 ? "cli.demo.nothing-restored" : "cli.demo.restored",
                        entry.number("restored")));
        cost();
        row("answer", answer.strip());
        row("entry", "ambo last " + entry.text("id"));
        return lines;
    }

    private void who() {
        var told = new VerdictView(session, entry.text("destination")).lines(verdict, blank(), session.width());
        var label = label("who");
        lines.add(label + told.getFirst().substring(blank().length()));
        lines.addAll(told.subList(1, told.size()));
    }

    private void left() {
        if (left.isEmpty()) {
            row("left", session.words("cli.demo.nothing-left"));
            return;
        }
        for (var body : left) {
            row("left", session.words("cli.demo.left", body.length, entry.text("destination")));
            Columns.chopped(text(body), session.width() - blank().length()).forEach(line -> lines.add(blank() + line));
        }
        row(
                "checked",
                session.words(
                        leaks().isEmpty() ? "cli.demo.clean" : "cli.demo.leaked",
                        String.join(session.words("cli.comma"), values)));
    }

    private void cost() {
        var usage = entry.at("usage");
        var since = entry.list("attempts").getLast().text("price_since");
        row(
                "cost",
                session.words(
                        "cli.demo.cost",
                        Words.cost(session, entry),
                        usage.number("input") + usage.number("cached_input") + usage.number("cache_write"),
                        usage.number("output") + usage.number("reasoning"),
                        since));
        var other = verdict.at("counterfactual");
        if (other.isThere()) {
            row(
                    "other",
                    session.words(
                            "cli.demo.other",
                            other.text("destination"),
                            other.text("tier"),
                            Words.money(session, other.at("cost")),
                            session.words("cli.rule." + other.text("rule"))));
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private void row(String label, String words) {
        var wrapped = Columns.wrapped(words, session.width() - blank().length());
        lines.add(label(label) + wrapped.getFirst());
        wrapped.stream().skip(1).forEach(line -> lines.add(blank() + line));
    }

    private String label(String label) {
        return INDENT + Columns.padded(session.words("cli.demo.row." + label), labelWidth);
    }

    private String blank() {
        return " ".repeat(INDENT.length() + labelWidth);
    }
}
