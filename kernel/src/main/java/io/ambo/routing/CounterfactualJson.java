package io.ambo.routing;

import io.ambo.wire.JsonWriter;

/** A {@link Decision.Counterfactual} as JSON. */
final class CounterfactualJson {

    private CounterfactualJson() {}

    static String write(Decision.Counterfactual other) {
        var json = new JsonWriter(160).openObject();
        json.member("destination", other.destination());
        json.member("tier", other.tier());
        other.cost().ifPresent(cost -> {
            json.member("cost_nanos", cost.nanos());
            json.member("currency", cost.currency());
        });
        return json.member("rule", other.rule().id()).closeObject().toString();
    }
}
