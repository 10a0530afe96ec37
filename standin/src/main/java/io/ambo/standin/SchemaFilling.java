package io.ambo.standin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A minimal instance of a JSON schema with one text in every string.
 *
 * <p>All named properties are present and each list has one item, so that the text travels at every depth. Constants,
 * enumerations, lower bounds, alternatives and references inside the schema are kept; patterns and formats are not.
 */
final class SchemaFilling {
    private static final int DEEPEST = 12;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode root;
    private final String text;

    private SchemaFilling(JsonNode root, String text) {
        this.root = root;
        this.text = text;
    }

    static JsonNode of(JsonNode schema, String text) {
        return new SchemaFilling(schema, text).fill(schema, 0);
    }

    private JsonNode fill(JsonNode schema, int depth) {
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        Optional<JsonNode> elsewhere = fixed(schema).or(() -> redirected(schema, depth));
        return elsewhere.orElseGet(() -> typed(schema, type(schema), depth));
    }

    private Optional<JsonNode> fixed(JsonNode schema) {
        return Optional.ofNullable(schema.get("const"))
                .or(() -> Optional.ofNullable(schema.get("enum")).map(values -> values.get(0)));
    }

    private Optional<JsonNode> redirected(JsonNode schema, int depth) {
        JsonNode reference = schema.get("$ref");
        if (reference != null && reference.isString()) {
            return Optional.of(fill(resolve(reference.stringValue()), depth + 1));
        }
        for (String name : new String[] {"anyOf", "oneOf", "allOf"}) {
            JsonNode alternatives = schema.get(name);
            if (alternatives != null && !alternatives.isEmpty()) {
                return Optional.of(fill(firstOf(alternatives), depth + 1));
            }
        }
        return Optional.empty();
    }

    private JsonNode resolve(String reference) {
        String pointer = reference.startsWith("#") ? reference.substring(1) : "";
        return pointer.isEmpty() || pointer.startsWith("/") ? root.at(pointer) : NODES.missingNode();
    }

    private static JsonNode firstOf(JsonNode alternatives) {
        for (JsonNode alternative : alternatives) {
            if (!"null".equals(type(alternative))) {
                return alternative;
            }
        }
        return alternatives.get(0);
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.get("type");
        if (type == null) {
            return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
        }
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!"null".equals(one.asString())) {
                    return one.asString();
                }
            }
        }
        return type.asString("string");
    }

    private JsonNode typed(JsonNode schema, String type, int depth) {
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> NODES.numberNode(lowest(schema));
            case "number" -> NODES.numberNode((double) lowest(schema));
            case "boolean" -> NODES.booleanNode(false);
            case "null" -> NODES.nullNode();
            default -> NODES.stringNode(text);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode filled = NODES.objectNode();
        JsonNode properties = schema.get("properties");
        if (properties != null) {
            properties.properties().forEach(each -> filled.set(each.getKey(), fill(each.getValue(), depth + 1)));
        }
        return filled;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode filled = NODES.arrayNode();
        JsonNode items = schema.get("items");
        int size = Math.max(1, (int) Math.min(16, bound(schema.get("minItems"), 0)));
        for (int i = 0; items != null && i < size; i++) {
            filled.add(fill(items, depth + 1));
        }
        return filled;
    }

    private static long lowest(JsonNode schema) {
        return Math.max(bound(schema.get("minimum"), 0), bound(schema.get("exclusiveMinimum"), 1));
    }

    private static long bound(@Nullable JsonNode limit, long more) {
        return limit == null || !limit.isNumber() ? 0 : (long) Math.ceil(limit.doubleValue()) + more;
    }
}
