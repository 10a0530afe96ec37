package io.ambo.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What would happen to a request, as a page: what was found, who could answer, and what each would get. */
final class DryRun {

    private static final String INDENT = "  ";

    private final Session session;
    private final JsonView preview;
    private final List<String> lines = new ArrayList<>();

    DryRun(Session session, JsonView preview) {
        this.session = session;
        this.preview = preview;
    }

    List<String> lines() {
        lines.add(session.words("cli.dry.head", preview.text("asked"), preview.text("policy")));
        lines.add(session.words("cli.dry.class", Words.dataClass(session, preview.text("class"))));
        if (preview.at("limit").isThere()) {
            lines.addAll(Columns.wrapped(
                    session.words("cli.dry.limit", preview.at("limit").text("message")), session.width()));
        }
        findings();
        section("cli.dry.who");
        lines.addAll(new VerdictView(session, "").lines(preview.at("verdict"), INDENT, session.width()));
        var other = preview.at("verdict").at("counterfactual");
        if (other.isThere()) {
            lines.add("");
            lines.addAll(Columns.wrapped(VerdictView.other(session, other), session.width()));
        }
        section("cli.dry.leaves");
        parcels();
        return lines;
    }

    private void section(String heading) {
        lines.add("");
        lines.add(session.words(heading));
    }

    private void findings() {
        var findings = preview.list("findings");
        if (findings.isEmpty()) {
            lines.add(session.words("cli.dry.nothing"));
            return;
        }
        section("cli.dry.found");
        var table = new Table(INDENT);
        findings.forEach(it -> table.row(
                it.text("class"),
                it.text("name"),
                it.text("path") + (it.flag("replaceable") ? "" : session.words("cli.dry.unmaskable"))));
        lines.addAll(table.lines(session.width()));
        var leftOut = preview.number("findings_left_out");
        if (leftOut > 0) {
            lines.add(INDENT + session.words("cli.dry.left-out", leftOut));
        }
    }

    /** Destinations that would get the same are told together. */
    private void parcels() {
        var same = new LinkedHashMap<String, List<JsonView>>();
        for (var parcel : preview.list("parcels")) {
            var what = parcel.optional("impossible").orElseGet(() -> withoutModel(parcel));
            same.computeIfAbsent(what, _ -> new ArrayList<>()).add(parcel);
        }
        if (same.isEmpty()) {
            lines.add(INDENT + session.words("cli.dry.nobody"));
        }
        same.values().forEach(this::parcel);
    }

    /** Bodies for two destinations of one format always differ in the model's name. */
    private static String withoutModel(JsonView parcel) {
        return parcel.text("body").replaceFirst("\"model\":\\s*\"[^\"]*\"", "");
    }

    private void parcel(List<JsonView> group) {
        var first = group.getFirst();
        var who = group.stream()
                .limit(3)
                .map(it -> it.text("destination"))
                .collect(Collectors.joining(session.words("cli.comma")));
        var more = group.size() > 3 ? session.words("cli.dry.more", group.size() - 3) : "";
        lines.addAll(Columns.wrapped(INDENT + who + more, session.width()));
        var how = first.optional("impossible")
                .orElseGet(() -> session.words("cli.dry." + first.text("treatment"), replaced(first)));
        lines.add(INDENT + INDENT + how);
        if (first.at("body").isThere()) {
            Columns.chopped(first.text("body"), session.width() - 4).forEach(line -> lines.add("    " + line));
        }
        lines.add("");
    }

    private static long replaced(JsonView parcel) {
        return parcel.members("replaced").values().stream()
                .mapToLong(it -> Long.parseLong(it.text()))
                .sum();
    }
}
