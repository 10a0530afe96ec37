package io.ambo.cli;

import io.ambo.wire.JsonText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON object that is put together member by member, for what commands send and print. */
final class JsonObject {

    private final Map<String, String> members = new LinkedHashMap<>();

    JsonObject text(String name, String text) {
        members.put(name, quoted(text));
        return this;
    }

    JsonObject flag(String name, boolean flag) {
        members.put(name, String.valueOf(flag));
        return this;
    }

    JsonObject number(String name, long number) {
        members.put(name, String.valueOf(number));
        return this;
    }

    /** A value that is valid JSON already. */
    JsonObject raw(String name, String json) {
        members.put(name, json);
        return this;
    }

    JsonObject texts(String name, Collection<String> texts) {
        members.put(name, texts.stream().map(JsonObject::quoted).collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    JsonObject object(String name, JsonObject object) {
        members.put(name, object.toString());
        return this;
    }

    JsonObject objects(String name, Collection<JsonObject> objects) {
        members.put(name, objects.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + JsonText.escape(text) + '"';
    }
}
