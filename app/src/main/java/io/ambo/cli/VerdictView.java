package io.ambo.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who could have answered and who not, each with its reason; destinations that the same rule excludes are told together,
 * those without a key apart from the others.
 */
final class VerdictView {

    private static final String NO_KEY = "no-key";

    private final Session session;
    private final String answered;

    /** {@code answered} is the destination that did, or empty. */
    VerdictView(Session session, String answered) {
        this.session = session;
        this.answered = answered;
    }

    /** One row: what became of it, who, why. */
    private record Row(String fate, String who, List<String> why) {}

    /** Fate and who, then each reason below; indented by that much, of at most that many columns. */
    List<String> lines(JsonView verdict, String indent, int columns) {
        var rows = rows(verdict);
        var fate =
                2 + rows.stream().mapToInt(row -> Columns.of(row.fate())).max().orElse(0);
        var lines = new ArrayList<String>();
        for (var row : rows) {
            lines.add(indent + Columns.padded(row.fate(), fate) + row.who());
            var below = indent + " ".repeat(fate + 2);
            for (var why : row.why()) {
                Columns.wrapped(why, columns - below.length()).forEach(line -> lines.add(below + line));
            }
        }
        return lines.isEmpty() ? List.of(indent + session.words("cli.who.nobody")) : lines;
    }

    private List<Row> rows(JsonView verdict) {
        var rows = new ArrayList<Row>();
        var groups = new LinkedHashMap<String, List<JsonView>>();
        for (var standing : verdict.list("standings")) {
            if (standing.number("rank") > 0) {
                rows.add(candidate(standing));
            } else if (!rules(standing).contains("asked-for")) {
                groups.computeIfAbsent(group(standing), _ -> new ArrayList<>()).add(standing);
            }
        }
        groups.values().stream()
                .sorted(Comparator.comparing(group -> rules(group.getFirst()).contains(NO_KEY)))
                .forEach(group -> addGroup(rows, group));
        return rows;
    }

    private static List<String> rules(JsonView standing) {
        return standing.list("exclusions").stream().map(it -> it.text("rule")).toList();
    }

    /** The first rule tells the reason; a missing key is something a person can change. */
    private static String group(JsonView standing) {
        var rules = rules(standing);
        return rules.getFirst() + (rules.contains(NO_KEY) ? "+" : "");
    }

    private Row candidate(JsonView standing) {
        var id = standing.text("destination");
        var fate = id.equals(answered) ? "cli.who.answered" : "cli.who.could";
        var why = new ArrayList<String>();
        if (!standing.list("waived").isEmpty()) {
            why.add(session.words("cli.who.below-floor"));
        }
        standing.list("waived").forEach(it -> why.add(reason(it)));
        standing.list("remarks").forEach(it -> why.add(reason(it)));
        if (why.isEmpty()) {
            why.add(session.words("cli.who.first", Words.money(session, standing.at("estimate"))));
        }
        return new Row(session.words(fate), id, why);
    }

    private void addGroup(List<Row> rows, List<JsonView> group) {
        var not = session.words("cli.who.not");
        if (group.size() == 1) {
            var alone = group.getFirst();
            rows.add(new Row(not, alone.text("destination"), excluded(alone)));
            return;
        }
        var providers = group.stream().map(it -> it.text("provider")).collect(Collectors.toCollection(TreeSet::new));
        var who = session.words("cli.who.several", group.size(), String.join(session.words("cli.comma"), providers));
        rows.add(new Row(not, who, excluded(group.getFirst())));
    }

    /** The first reason, and a missing key, which holds for others of the group in the same way. */
    private List<String> excluded(JsonView standing) {
        var why = new ArrayList<String>();
        var exclusions = standing.list("exclusions");
        if (!exclusions.getFirst().text("rule").equals(NO_KEY)) {
            why.add(reason(exclusions.getFirst()));
        }
        if (rules(standing).contains(NO_KEY)) {
            why.add(session.words("cli.who.reason", NO_KEY, session.words("cli.who.no-keys")));
        }
        return why;
    }

    private String reason(JsonView exclusion) {
        return session.words("cli.who.reason", exclusion.text("rule"), exclusion.text("evidence"));
    }

    /** The best choice that was not taken, in a sentence. */
    static String other(Session session, JsonView other) {
        return session.words(
                "cli.other-choice",
                other.text("destination"),
                other.text("tier"),
                Words.money(session, other.at("cost")),
                session.words("cli.rule." + other.text("rule")));
    }
}
