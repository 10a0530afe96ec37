package io.ambo.platform;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Flat JSON objects, whose values are text, numbers or truth values: small files and columns of our own. */
public final class ShortJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private ShortJson() {}

    /** The object on one line; numbers and truth values stay what they are, anything else becomes text. */
    public static String write(Map<String, ?> members) {
        if (members.isEmpty()) {
            return "{}";
        }
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.forEach((name, value) -> {
                json.writeName(name);
                switch (value) {
                    case Long number -> json.writeNumber(number);
                    case Integer number -> json.writeNumber(number);
                    case Boolean truth -> json.writeBoolean(truth);
                    default -> json.writeString(value.toString());
                }
            });
            json.writeEndObject();
        }
        return text.toString();
    }

    /**
     * The members in their order, each value as it would be printed.
     *
     * @throws IllegalArgumentException it is not a flat JSON object
     */
    public static Map<String, String> read(String text) {
        if (text.equals("{}")) {
            return Map.of();
        }
        var members = new LinkedHashMap<String, String>();
        try (var json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                members.put(json.currentName(), scalar(json));
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a flat JSON object", e);
        }
        return members;
    }

    private static String scalar(JsonParser json) {
        if (!json.nextToken().isScalarValue()) {
            throw new IllegalArgumentException("a value is neither text nor a number: " + json.currentName());
        }
        return json.getString();
    }
}
