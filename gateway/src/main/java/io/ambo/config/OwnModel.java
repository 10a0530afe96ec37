package io.ambo.config;

import io.ambo.core.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user's file for a model whose weights are on this machine: {@code weights}, one model in {@code models}, and the
 * capacity of its engine. It becomes a separate embedded provider and engine, both copied from the built-in ones;
 * nothing in the file says how an engine is started.
 */
final class OwnModel {

    /** The built-in provider that is copied. */
    static final String LIKE = "embedded";

    private static final List<String> CAPACITY =
            List.of("slots", "context-per-slot", "threads", "batch", "prompt-cache-mebibytes");

    private final Node.Fields document;
    private final Layers layers;

    OwnModel(Node.Fields document, Layers layers) {
        this.document = document;
        this.layers = layers;
    }

    void add() {
        closed();
        var provider = layers.documents(Shelf.PROVIDERS).get(LIKE);
        var model = model();
        if (provider == null || model.isEmpty()) {
            layers.mistakes().add(Layers.keyPlace(document, "models"), "models", Message.of("config.own-model-one"));
            return;
        }
        var recipe = Layers.text(document, "engine")
                .or(() -> Layers.text(provider, "engine"))
                .orElse("");
        var engine = layers.documents(Shelf.ENGINES).get(recipe);
        if (engine == null) {
            layers.unknown(
                    document, "engine", recipe, layers.documents(Shelf.ENGINES).keySet());
            return;
        }
        var id = LIKE + "-" + model.get();
        layers.documents(Shelf.ENGINES).put(id, engine(engine, id));
        var own = with(with(provider, "id", id), "engine", id);
        layers.add(Shelf.PROVIDERS, own.with("models", field("models")));
    }

    /** The engine's file with these weights instead of its own, and without the settings made for those. */
    private Node.Fields engine(Node.Fields like, String id) {
        var weights =
                field("weights") instanceof Node.Fields fields ? with(fields, "on-shelf", "true") : field("weights");
        var engine = with(like, "id", id).without("defaults").with("weights", weights);
        for (var key : CAPACITY) {
            if (document.fields().containsKey(key)) {
                engine = engine.with(key, field(key));
            }
        }
        return engine;
    }

    private Optional<String> model() {
        if (document.fields().get("models") instanceof Node.Field(var _, Node.Items(var nodes, var _))
                && nodes.size() == 1) {
            return Optional.of(Node.name(nodes.getFirst())).filter(name -> name.matches("[a-z0-9][a-z0-9.-]{0,39}"));
        }
        return Optional.empty();
    }

    private void closed() {
        var section = Section.of(document, layers.mistakes());
        section.skip("weights");
        section.skip("models");
        section.skip("engine");
        CAPACITY.forEach(section::skip);
        section.close();
    }

    private Node field(String key) {
        var field = document.fields().get(key);
        return field == null ? new Node.Nothing(document.place()) : field.value();
    }

    /** A document whose mistakes are reported at the place of the user's file. */
    private Node.Fields with(Node.Fields fields, String key, String text) {
        Map<String, Node.Field> all = new LinkedHashMap<>(fields.fields());
        all.put(key, new Node.Field(document.place(), new Node.Text(text, document.place())));
        return new Node.Fields(all, document.place());
    }
}
