package io.ambo.standin;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON like the vendors: members in a fixed order, compact in streams, indented in whole OpenAI answers. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter INDENTED = MAPPER.writer().with(indentation());

    private Json() {}

    /** An object of alternating names and values, in that order; a value is a node, null, or anything Jackson maps. */
    static ObjectNode object(@Nullable Object... namesAndValues) {
        ObjectNode node = MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            node.set(String.valueOf(namesAndValues[i]), node(namesAndValues[i + 1]));
        }
        return node;
    }

    static JsonNode node(@Nullable Object value) {
        return value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
    }

    static Optional<JsonNode> read(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    static String compact(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    static String indented(JsonNode node) {
        return INDENTED.writeValueAsString(node) + "\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static DefaultPrettyPrinter indentation() {
        Separators separators = Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
    }
}
