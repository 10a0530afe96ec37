package io.ambo.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An entry of the ledger as the nine steps of its request: the time each took and what happened in it. */
final class EntryReport {

    private static final String INDENT = "  ";

    private final Session session;
    private final JsonView entry;
    private final JsonView verdict;
    private final List<String> lines = new ArrayList<>();
    private final int nameWidth;

    /** {@code answer} is what {@code /api/ledger/ID} gave. */
    EntryReport(Session session, JsonView answer) {
        this.session = session;
        this.entry = answer.at("entry");
        this.verdict = answer.at("verdict");
        this.nameWidth = STEPS.stream()
                .mapToInt(step -> Columns.of(session.words("cli.step." + step)))
                .max()
                .orElse(0);
    }

    private static final List<String> STEPS = List.of(
            "authenticate", "receive", "classify", "choose", "de-identify", "call", "restore", "meter", "record");

    List<String> lines() {
        lines.add(head());
        lines.add("");
        authenticate();
        receive();
        classify();
        choose();
        deIdentify();
        call();
        restore();
        meter();
        record();
        return lines;
    }

    private String head() {
        var asked = entry.optional("asked").orElse("-");
        var to = entry.optional("destination").map(it -> asked + " → " + it).orElse(asked);
        var code = entry.optional("code").map(it -> " (" + it + ")").orElse("");
        var took = entry.at("took_micros").isThere() ? "   " + Words.micros(entry.number("took_micros")) : "";
        return entry.text("id") + "   " + Words.time(entry.text("opened_at")) + "   " + to + "   "
                + session.words("cli.outcome." + entry.text("outcome")) + code + took;
    }

    private void receive() {
        step(
                "receive",
                session.words(
                        entry.flag("stream") ? "cli.step.receive.stream" : "cli.step.receive.whole",
                        entry.number("bytes_in"),
                        entry.text("surface")));
    }

    private void authenticate() {
        var caller = entry.text("caller");
        var name = entry.optional("caller_name").filter(it -> !it.equals(caller));
        var words = name.map(it -> it.endsWith(caller + ")") ? it : it + " (" + caller + ")")
                .orElse(caller);
        step("authenticate", caller.equals("keyless") ? session.words("cli.step.keyless") : words);
    }

    private void classify() {
        var found = entry.members("found").isEmpty()
                ? session.words("cli.nothing-found")
                : session.words("cli.step.found", Words.found(session, entry, verdict.at("names")));
        step("classify", Words.dataClass(session, entry.text("class")) + session.words("cli.semicolon") + found);
    }

    private void choose() {
        if (verdict.optional("missing").isPresent()) {
            step("choose", verdict.text("missing"));
            return;
        }
        step("choose", chosen());
        var router = verdict.number("router");
        if (!verdict.flag("agrees") && router != verdict.number("router_now")) {
            more(session.words("cli.step.other-router", router, verdict.text("recorded"), verdict.text("recomputed")));
        } else if (!verdict.flag("agrees")) {
            more(session.words("cli.step.disagrees", verdict.text("recorded"), verdict.text("recomputed")));
        }
        lines.addAll(new VerdictView(session, entry.text("destination")).lines(verdict, blank(), session.width()));
    }

    private String chosen() {
        var winner = verdict.optional("recorded").or(() -> verdict.optional("recomputed"));
        return winner.map(it -> session.words("cli.step.chosen", it, verdict.text("policy")))
                .orElseGet(() -> session.words("cli.step.nobody", verdict.text("policy")));
    }

    private void deIdentify() {
        var attempts = entry.list("attempts");
        if (attempts.isEmpty()) {
            step("de-identify", session.words("cli.step.not-reached"));
            return;
        }
        var last = attempts.getLast();
        var count = entry.members("found").values().stream()
                .mapToLong(it -> Long.parseLong(it.text()))
                .sum();
        step(
                "de-identify",
                switch (last.text("treatment")) {
                    case "de-identify" -> session.words("cli.step.replaced", count, last.text("destination"));
                    default -> session.words("cli.step.in-clear", Words.kind(session, last.text("kind")));
                });
        var changed = last.texts("changed");
        if (!changed.isEmpty()) {
            more(session.words("cli.step.changed", String.join(session.words("cli.comma"), changed)));
        }
    }

    private void call() {
        var attempts = entry.list("attempts");
        if (attempts.isEmpty()) {
            step("call", session.words("cli.step.nothing-left"));
            return;
        }
        step("call", attempt(attempts.getFirst()));
        attempts.stream().skip(1).forEach(attempt -> more(attempt(attempt)));
    }

    private String attempt(JsonView attempt) {
        if (!attempt.at("sent").isThere()) {
            return session.words(
                    attempt.text("outcome").equals("open") ? "cli.step.under-way" : "cli.step.interrupted",
                    attempt.text("destination"),
                    attempt.number("prepared"));
        }
        var firstByte = attempt.number("first_byte_micros");
        var ended = attempt.text("outcome").equals("answered")
                ? session.words("cli.step.answered")
                : attempt.text("outcome");
        var outcome = attempt.number("status") > 0 ? ended + " (" + attempt.number("status") + ")" : ended;
        return session.words(
                firstByte < 0 ? "cli.step.attempt-dumb" : "cli.step.attempt",
                attempt.text("destination"),
                outcome,
                attempt.number("sent"),
                attempt.number("received"),
                Words.micros(Math.max(0, firstByte)));
    }

    private void restore() {
        if (!entry.at("bytes_out").isThere()) {
            step("restore", session.words("cli.step.not-known"));
            return;
        }
        step("restore", session.words("cli.step.restored", entry.number("restored"), entry.number("bytes_out")));
        entry.members("guarded")
                .forEach((guard, times) -> more(session.words(
                        guard.endsWith(":block") ? "cli.step.guard-blocked" : "cli.step.guard-labelled",
                        guard.substring(0, guard.indexOf(':')),
                        times.text())));
    }

    private void meter() {
        var usage = entry.at("usage");
        var words = new StringBuilder(session.words(
                usage.flag("estimated") ? "cli.step.tokens-estimated" : "cli.step.tokens",
                tokens(usage),
                usage.number("output") + usage.number("reasoning")));
        words.append(session.words("cli.semicolon")).append(cost());
        step("meter", words.toString());
        var isGuess = entry.text("code").equals("interrupted") && usage.flag("estimated");
        if (isGuess && entry.list("corrections").isEmpty()) {
            more(session.words("cli.step.worst-case", entry.text("id")));
        }
        entry.list("corrections")
                .forEach(it -> more(session.words(
                        "cli.step.corrected",
                        Words.money(session, it.at("cost")),
                        it.text("author"),
                        Words.time(it.text("at")),
                        it.text("reason"))));
        if (!entry.list("corrections").isEmpty()) {
            more(session.words("cli.step.booked", Words.money(session, entry.at("booked"))));
        }
        otherChoice().ifPresent(this::more);
    }

    private String tokens(JsonView usage) {
        var all = usage.number("input") + usage.number("cached_input") + usage.number("cache_write");
        return usage.number("cached_input") > 0
                ? session.words("cli.step.cached", all, usage.number("cached_input"))
                : String.valueOf(all);
    }

    private String cost() {
        var since = entry.list("attempts").stream()
                .map(it -> it.text("price_since"))
                .filter(it -> !it.isEmpty())
                .reduce((_, last) -> last);
        return since.map(it -> session.words("cli.step.cost", Words.cost(session, entry), it))
                .orElseGet(() -> Words.cost(session, entry));
    }

    private Optional<String> otherChoice() {
        var other = verdict.at("counterfactual");
        return other.isThere() ? Optional.of(VerdictView.other(session, other)) : Optional.empty();
    }

    private void record() {
        step("record", session.words("cli.step.recorded", Words.shortVersion(entry.text("config_version"))));
    }

    private void step(String step, String words) {
        var took = Duration.ofNanos(entry.at("step_nanos").number(step));
        var begin = INDENT + Columns.padded(session.words("cli.step." + step), nameWidth) + "  "
                + Columns.paddedLeft(Words.duration(took), 8) + "  ";
        var wrapped = Columns.wrapped(words, session.width() - Columns.of(begin));
        lines.add(begin + wrapped.getFirst());
        wrapped.stream().skip(1).forEach(line -> lines.add(blank() + line));
    }

    /** A further line of a step. */
    private void more(String words) {
        Columns.wrapped(words, session.width() - blank().length()).forEach(line -> lines.add(blank() + line));
    }

    private String blank() {
        return " ".repeat(INDENT.length() + nameWidth + 12);
    }
}
