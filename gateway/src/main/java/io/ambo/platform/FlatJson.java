package io.ambo.platform;

import io.ambo.wire.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Flat JSON objects, whose values are texts, numbers, booleans or {@code null}: the format of our small files and
 * columns.
 */
public final class FlatJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private FlatJson() {}

    /** The object on one line; numbers and booleans keep their type, all other values become text. */
    public static String write(Map<String, ?> members) {
        if (members.isEmpty()) {
            return "{}";
        }
        var json = new JsonWriter(64).openObject();
        members.forEach((name, value) -> {
            switch (value) {
                case Long number -> json.member(name, number);
                case Integer number -> json.member(name, number);
                case Boolean truth -> json.member(name, truth);
                default -> json.member(name, value.toString());
            }
        });
        return json.closeObject().toString();
    }

    /**
     * The members in order, each value as text.
     *
     * @throws IllegalArgumentException if it is not a flat JSON object
     */
    public static Map<String, String> read(String text) {
        if (text.equals("{}")) {
            return Map.of();
        }
        try (var json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return members(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a flat JSON object", e);
        }
    }

    /**
     * The objects of a list, each as returned by {@link #read}.
     *
     * @throws IllegalArgumentException if it is not a list of flat JSON objects
     */
    public static List<Map<String, String>> readList(String text) {
        if (text.equals("[]")) {
            return List.of();
        }
        var objects = new ArrayList<Map<String, String>>();
        try (var json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("not a JSON list");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw new IllegalArgumentException("something in the list is not an object");
                }
                objects.add(members(json));
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a list of flat JSON objects", e);
        }
        return objects;
    }

    private static Map<String, String> members(JsonParser json) {
        var members = new LinkedHashMap<String, String>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            members.put(json.currentName(), scalar(json));
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
