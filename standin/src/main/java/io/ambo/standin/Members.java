package io.ambo.standin;

import io.ambo.standin.Complaint.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The members of one JSON object of a request, read with their types checked; an explicit null counts as absent. */
record Members(JsonNode node, String path) {
    static final String STRING = "a string";
    static final String LIST = "an array of objects";
    static final String OBJECT = "an object";
    static final String INTEGER = "an integer";
    static final String BOOLEAN = "a boolean";

    static Members of(byte[] body) {
        JsonNode root = Json.read(body)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Complaint(Kind.MALFORMED, "", "a JSON object"));
        return new Members(root, "");
    }

    static Members of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new Complaint(Kind.WRONG_TYPE, path, OBJECT);
        }
        return new Members(node, path);
    }

    String where(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Optional<JsonNode> any(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    JsonNode required(String name) {
        return any(name).orElseThrow(() -> new Complaint(Kind.MISSING, where(name), ""));
    }

    String requiredText(String name) {
        required(name);
        return text(name).orElseThrow();
    }

    Optional<String> text(String name) {
        return typed(name, JsonNode::isString, STRING).map(JsonNode::stringValue);
    }

    boolean flag(String name, boolean otherwise) {
        return typed(name, JsonNode::isBoolean, BOOLEAN)
                .map(JsonNode::booleanValue)
                .orElse(otherwise);
    }

    /** An integer of at least one. */
    OptionalInt count(String name) {
        Optional<JsonNode> found = typed(name, JsonNode::canConvertToInt, INTEGER);
        if (found.isEmpty()) {
            return OptionalInt.empty();
        }
        int value = found.get().intValue();
        if (value < 1) {
            throw new Complaint(Kind.OUT_OF_RANGE, where(name), "at least 1");
        }
        return OptionalInt.of(value);
    }

    Optional<Members> object(String name) {
        return typed(name, JsonNode::isObject, OBJECT).map(found -> new Members(found, where(name)));
    }

    List<Members> list(String name) {
        List<Members> members = new ArrayList<>();
        typed(name, JsonNode::isArray, LIST).ifPresent(found -> {
            for (JsonNode item : found) {
                members.add(of(item, where(name) + "[" + members.size() + "]"));
            }
        });
        return members;
    }

    private Optional<JsonNode> typed(String name, Predicate<JsonNode> right, String expected) {
        Optional<JsonNode> found = any(name);
        if (found.isPresent() && !right.test(found.get())) {
            throw new Complaint(Kind.WRONG_TYPE, where(name), expected);
        }
        return found;
    }
}
