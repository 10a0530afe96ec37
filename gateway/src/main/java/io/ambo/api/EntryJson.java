package io.ambo.api;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import io.ambo.ledger.Attempt;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Step;
import io.ambo.wire.JsonWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a ledger entry as JSON. Values that are unknown because the program died are {@code null}. */
final class EntryJson {

    private EntryJson() {}

    /** Includes the name of the key, if {@code names} contains its id. */
    static void write(JsonWriter json, Entry entry, Map<String, String> names) {
        json.openObject();
        head(json, entry, names);
        decision(json, entry);
        measures(json, entry);
        json.name("attempts").openArray();
        entry.attempts().forEach(attempt -> attempt(json, attempt));
        json.closeArray();
        if (!entry.counterfactual().isEmpty()) {
            json.name("counterfactual").raw(entry.counterfactual());
        }
        json.name("tags").openObject();
        new TreeMap<>(entry.tags()).forEach(json::member);
        json.closeObject().closeObject();
    }

    private static void head(JsonWriter json, Entry entry, Map<String, String> names) {
        json.member("id", entry.id());
        json.member("outcome", entry.outcome().name().toLowerCase(Locale.ROOT));
        json.member("code", entry.code());
        json.member("opened_at", entry.openedAt().toString());
        json.name("closed_at");
        entry.closedAt().ifPresentOrElse(at -> json.string(at.toString()), json::nothing);
        json.name("took_micros");
        entry.closedAt()
                .ifPresentOrElse(
                        at -> json.number(Duration.between(entry.openedAt(), at).toNanos() / 1000), json::nothing);
        json.member("caller", entry.caller());
        json.member("caller_name", names.getOrDefault(entry.caller(), entry.caller()));
        json.member("surface", entry.surface());
        json.member("asked", entry.asked());
        json.member("stream", entry.stream());
        json.member("config_version", entry.snapshot());
    }

    private static void decision(JsonWriter json, Entry entry) {
        json.member("class", entry.dataClass().name());
        counts(json, "found", entry.found());
        json.member("destination", entry.destination());
        json.name("kind");
        entry.kind().ifPresentOrElse(kind -> json.string(kind.id()), json::nothing);
        money(json, "reserved", entry.reserved());
    }

    private static void measures(JsonWriter json, Entry entry) {
        usage(json, entry.usage());
        money(json, "cost", entry.cost());
        money(json, "booked", entry.charge().booked());
        corrections(json, entry);
        json.member("bytes_in", entry.bytesIn());
        counts(json, "guarded", entry.guarded());
        if (entry.interrupted()) {
            json.name("restored").nothing();
            json.name("bytes_out").nothing();
        } else {
            json.member("restored", entry.restored());
            json.member("bytes_out", entry.bytesOut());
        }
        json.name("step_nanos").openObject();
        var nanos = entry.stepNanos().iterator();
        for (var step : Step.values()) {
            if (nanos.hasNext()) {
                json.member(step.id(), nanos.next());
            }
        }
        json.closeObject();
    }

    private static void corrections(JsonWriter json, Entry entry) {
        json.name("corrections").openArray();
        for (var correction : entry.corrections()) {
            json.openObject();
            json.member("at", correction.at().toString());
            json.member("author", correction.author());
            json.member("reason", correction.reason());
            money(json, "cost", Optional.of(correction.cost()));
            json.closeObject();
        }
        json.closeArray();
    }

    private static void attempt(JsonWriter json, Attempt attempt) {
        json.openObject();
        json.member("destination", attempt.destination());
        json.member("kind", attempt.kind().id());
        json.member("class", attempt.dataClass().name());
        json.member("treatment", VerdictJson.id(attempt.treatment()));
        if (attempt.underWay() || attempt.interrupted()) {
            json.member("prepared", attempt.sent());
            json.name("sent").nothing();
            json.name("received").nothing();
        } else {
            json.member("sent", attempt.sent());
            json.member("received", attempt.received());
        }
        json.member("outcome", attempt.outcome());
        json.member("status", attempt.status());
        json.member("started_micros", attempt.startedMicros());
        json.member("first_byte_micros", attempt.firstByteMicros());
        json.member("took_micros", attempt.tookMicros());
        usage(json, attempt.usage());
        money(json, "cost", attempt.cost());
        json.member("price_since", attempt.priceSince());
        json.name("changed").openArray();
        attempt.changedMembers().forEach(json::string);
        json.closeArray();
        json.closeObject();
    }

    static void usage(JsonWriter json, Usage usage) {
        json.name("usage").openObject();
        json.member("input", usage.input());
        json.member("cached_input", usage.cachedInput());
        json.member("cache_write", usage.cacheWrite());
        json.member("output", usage.output());
        json.member("reasoning", usage.reasoning());
        json.member("estimated", usage.estimated());
        json.closeObject();
    }

    static void counts(JsonWriter json, String name, Map<String, Integer> counts) {
        json.name(name).openObject();
        new TreeMap<>(counts).forEach(json::member);
        json.closeObject();
    }

    /** {@code null} if unknown. */
    static void money(JsonWriter json, String name, Optional<Money> money) {
        json.name(name);
        money.ifPresentOrElse(
                known -> json.openObject()
                        .member("nanos", known.nanos())
                        .member("currency", known.currency())
                        .member("text", known.toString())
                        .closeObject(),
                json::nothing);
    }
}
