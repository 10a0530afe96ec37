package io.ambo.routing;

import java.io.StringWriter;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A {@link Decision.Counterfactual} as JSON. */
final class CounterfactualJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private CounterfactualJson() {}

    static String write(Decision.Counterfactual other) {
        var text = new StringWriter(160);
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("destination", other.destination());
            json.writeNumberProperty("tier", other.tier());
            if (other.cost().isPresent()) {
                json.writeNumberProperty("cost_nanos", other.cost().get().nanos());
                json.writeStringProperty("currency", other.cost().get().currency());
            }
            json.writeStringProperty("rule", other.rule().id());
            json.writeEndObject();
        }
        return text.toString();
    }
}
