package io.ambo.cli;

import java.util.ArrayList;
import java.util.List;

/** What a policy would have done to earlier requests, as a page. */
final class TrialReport {

    private static final String INDENT = "  ";
    private static final List<String> TOTALS =
            List.of("refused-more", "refused-less", "to-open", "to-closed", "replaced-more", "replaced-less");

    private final Session session;
    private final JsonView trial;
    private final List<String> lines = new ArrayList<>();

    TrialReport(Session session, JsonView trial) {
        this.session = session;
        this.trial = trial;
    }

    List<String> lines() {
        if (trial.number("requests") == 0) {
            lines.add(session.words("cli.policy-try.empty"));
            return lines;
        }
        lines.add(session.words(
                "cli.policy-try.head", trial.text("policy"), trial.number("compared"), trial.number("same")));
        totals();
        changes("changes", "cli.policy-try.changes");
        changes("classes", "cli.policy-try.classes");
        cost();
        trial.members("unknown")
                .forEach((why, count) -> wrapped(session.words("cli.policy-try.unknown." + why, count.text())));
        if (!trial.texts("limits").isEmpty()) {
            lines.add("");
            wrapped(session.words("cli.policy-try.limits"));
        }
        trial.texts("limits").forEach(limit -> wrapped(INDENT + session.words("cli.policy-try.limit." + limit)));
        return lines;
    }

    private void wrapped(String words) {
        lines.addAll(Columns.wrapped(words, session.width()));
    }

    private void totals() {
        var table = new Table(INDENT);
        for (var name : TOTALS) {
            var total = trial.at("totals").at(name);
            if (total.isThere()) {
                table.row(
                        session.words("cli.policy-try.total." + name),
                        total.text("requests"),
                        String.join(" ", total.texts("examples")));
            }
        }
        lines.addAll(table.lines(Math.max(session.width(), 140)));
    }

    private void changes(String member, String heading) {
        var changes = trial.list(member);
        if (changes.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(session.words(heading));
        var table = new Table(INDENT);
        changes.forEach(change -> table.row(
                change.text("from"),
                "→ " + change.text("to"),
                change.text("requests"),
                String.join(" ", change.texts("examples"))));
        lines.addAll(table.lines(Math.max(session.width(), 140)));
    }

    private void cost() {
        var cost = trial.at("cost");
        if (cost.number("priced") > 0) {
            lines.add("");
            wrapped(session.words(
                    "cli.policy-try.cost",
                    cost.number("priced"),
                    Words.money(session, cost.at("before")),
                    Words.money(session, cost.at("after")),
                    Words.money(session, cost.at("difference"))));
        }
    }
}
