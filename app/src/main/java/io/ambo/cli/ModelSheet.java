package io.ambo.cli;

import io.ambo.catalog.Speed;
import io.ambo.catalog.Tier;
import io.ambo.engine.host.MachineMemory;
import io.ambo.engine.weights.GgufHeader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is known of one open model, line by line for people and member by member for programs. */
final class ModelSheet {

    private final Session session;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final JsonObject json = new JsonObject();

    ModelSheet(Session session) {
        this.session = session;
    }

    void served(OwnShelf.Served served) {
        var weights = served.weights();
        text("model", served.model().id());
        text("file", weights.fileName());
        bytes("size", weights.bytes());
        text("sha256", weights.sha256());
        text("licence", weights.licence());
        if (!served.model().languages().isEmpty()) {
            text(
                    "languages",
                    String.join(
                            ", ", served.model().languages().stream().sorted().toList()));
        }
        served.model().tier().ifPresent(this::tier);
        served.model().speed().ifPresent(this::speed);
    }

    void tier(Tier tier) {
        line(
                "tier",
                session.words("cli.sheet.tier-from", tier.value(), tier.source().source()));
        json.number("tier", tier.value());
    }

    void speed(Speed speed) {
        var tokens = String.format(Locale.ROOT, "%.1f", speed.tokensPerSecond());
        line(
                "speed",
                session.words("cli.sheet.speed-of", tokens, speed.firstMillis(), speed.measured(), speed.machine()));
        json.text("tokens_per_second", tokens)
                .number("first_ms", speed.firstMillis())
                .text("measured", speed.measured().toString())
                .text("machine", speed.machine());
    }

    /** What the head of the file says, and the memory that it takes with so many tokens of context. */
    void header(GgufHeader header, long tokens) {
        text("architecture", header.architecture());
        header.quantisation().ifPresent(it -> text("quantisation", it));
        header.tokenizer().ifPresent(it -> text("tokenizer", it));
        line(
                "template",
                session.words(
                        header.toolTemplate()
                                ? "cli.sheet.template-tools"
                                : header.template() ? "cli.sheet.yes" : "cli.sheet.no"));
        json.flag("template", header.template()).flag("tool_template", header.toolTemplate());
        number("context", header.context());
        var needed = header.memoryAt(tokens);
        line("memory", session.words("cli.sheet.memory-at", Words.bytes(needed), tokens));
        json.number("memory", needed).number("memory_context", tokens);
        MachineMemory.free().ifPresent(free -> fits(needed, free));
    }

    private void fits(long needed, long free) {
        line("fits", session.words(needed <= free ? "cli.sheet.fits-yes" : "cli.sheet.fits-no", Words.bytes(free)));
        json.flag("fits", needed <= free).number("memory_free", free);
    }

    void text(String name, String text) {
        line(name, text);
        json.text(name, text);
    }

    private void bytes(String name, long bytes) {
        line(name, Words.bytes(bytes));
        json.number(name, bytes);
    }

    private void number(String name, long number) {
        line(name, String.valueOf(number));
        json.number(name, number);
    }

    JsonObject json() {
        return json;
    }

    /** A line whose name needs no translation. */
    void plain(String name, String words) {
        lines.put(name, words);
    }

    void line(String name, String words) {
        lines.put(session.words("cli.sheet." + name), words);
    }

    void print() {
        if (session.json()) {
            session.print(json.toString());
            return;
        }
        var table = new Table("");
        lines.forEach(table::row);
        session.print(table.lines(session.width()));
    }

    /** Says when a model will hardly run on this machine, before anybody waits for it. */
    static void warnIfTooLarge(Session session, String model, long needed) {
        var free = MachineMemory.free();
        if (free.isPresent() && needed > free.getAsLong()) {
            session.say("cli.models.too-large", model, Words.bytes(needed), Words.bytes(free.getAsLong()));
        }
    }
}
