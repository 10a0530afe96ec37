package io.ambo.cli;

import io.ambo.wire.JsonWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object that is put together member by member, for what commands send and print. */
final class JsonObject {

    private final Map<String, String> members = new LinkedHashMap<>();

    JsonObject text(String name, String text) {
        members.put(name, new JsonWriter().string(text).toString());
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
        var array = new JsonWriter().openArray();
        texts.forEach(array::string);
        members.put(name, array.closeArray().toString());
        return this;
    }

    JsonObject object(String name, JsonObject object) {
        members.put(name, object.toString());
        return this;
    }

    JsonObject objects(String name, Collection<JsonObject> objects) {
        var array = new JsonWriter().openArray();
        objects.forEach(object -> array.raw(object.toString()));
        members.put(name, array.closeArray().toString());
        return this;
    }

    @Override
    public String toString() {
        var json = new JsonWriter().openObject();
        members.forEach((name, value) -> json.name(name).raw(value));
        return json.closeObject().toString();
    }
}
