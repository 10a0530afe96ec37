package io.ambo.cli;

import io.ambo.config.ConfigErrors;
import io.ambo.config.Documents;
import io.ambo.config.Node;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A look into a JSON answer; what is not there is empty, so that an older server can be read too. */
final class JsonView {

    private final Node node;

    private JsonView(Node node) {
        this.node = node;
    }

    /**
     * A look at a whole text.
     *
     * @throws Refusal it is no JSON object
     */
    static JsonView of(String json) {
        return Documents.json(json, "answer", new ConfigErrors())
                .map(JsonView::new)
                .orElseThrow(() -> Refusal.of(Reason.UPSTREAM_FAILED, "cli.answer-unreadable"));
    }

    /** The member's value. */
    JsonView at(String name) {
        return new JsonView(node.at(name));
    }

    /** Whether something other than null is there. */
    boolean isThere() {
        return !(node instanceof Node.Nothing);
    }

    /** A scalar as it was written, or an empty text. */
    String text() {
        return node instanceof Node.Text text ? text.text() : "";
    }

    String text(String name) {
        return at(name).text();
    }

    Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    /** A whole number, 0 where there is none. */
    long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    boolean flag(String name) {
        return text(name).equals("true");
    }

    List<JsonView> list(String name) {
        return at(name).node instanceof Node.Items items
                ? items.nodes().stream().map(JsonView::new).toList()
                : List.of();
    }

    List<String> texts(String name) {
        return list(name).stream().map(JsonView::text).toList();
    }

    /** The members of an object, in their order. */
    Map<String, JsonView> members(String name) {
        var members = new LinkedHashMap<String, JsonView>();
        if (at(name).node instanceof Node.Fields fields) {
            fields.fields().forEach((key, field) -> members.put(key, new JsonView(field.value())));
        }
        return members;
    }
}
