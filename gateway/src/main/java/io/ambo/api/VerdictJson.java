package io.ambo.api;

import io.ambo.catalog.Treatment;
import io.ambo.core.Language;
import io.ambo.routing.Decision.Counterfactual;
import io.ambo.routing.Verdict;
import io.ambo.routing.Verdict.Exclusion;
import io.ambo.routing.Verdict.Standing;
import io.ambo.wire.JsonWriter;
import java.util.List;
import java.util.Locale;

/** Writes a verdict as JSON, with its evidence in the requested language. */
final class VerdictJson {

    private final JsonWriter json;
    private final Language language;

    VerdictJson(JsonWriter json, Language language) {
        this.json = json;
        this.language = language;
    }

    static String id(Treatment treatment) {
        return treatment.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void write(Verdict verdict) {
        json.name("standings").openArray();
        verdict.standings().forEach(this::standing);
        json.closeArray().name("counterfactual");
        verdict.counterfactual().ifPresentOrElse(this::counterfactual, json::nothing);
    }

    private void standing(Standing standing) {
        var destination = standing.destination();
        json.openObject();
        json.member("destination", destination.id());
        json.member("provider", destination.provider());
        json.member("kind", destination.kind().id());
        json.member("tier", destination.tierValue());
        json.member("rank", standing.rank());
        json.member("treatment", id(standing.treatment()));
        EntryJson.money(json, "estimate", standing.estimate());
        exclusions("exclusions", standing.exclusions());
        exclusions("waived", standing.waived());
        exclusions("remarks", standing.remarks());
        json.closeObject();
    }

    private void exclusions(String name, List<Exclusion> exclusions) {
        json.name(name).openArray();
        for (var exclusion : exclusions) {
            json.openObject();
            json.member("rule", exclusion.rule().id());
            json.member("evidence", exclusion.evidence().in(language));
            json.closeObject();
        }
        json.closeArray();
    }

    private void counterfactual(Counterfactual other) {
        json.openObject();
        json.member("destination", other.destination());
        json.member("tier", other.tier());
        EntryJson.money(json, "cost", other.cost());
        json.member("rule", other.rule().id());
        json.closeObject();
    }
}
