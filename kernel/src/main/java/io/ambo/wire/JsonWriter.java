package io.ambo.wire;

import java.nio.charset.StandardCharsets;

/** Writes one JSON text sequentially and inserts the commas itself. Not thread-safe. */
public final class JsonWriter {

    private final StringBuilder out;
    private boolean comma;

    public JsonWriter() {
        this(256);
    }

    public JsonWriter(int capacity) {
        out = new StringBuilder(capacity);
    }

    public JsonWriter openObject() {
        return open('{');
    }

    public JsonWriter closeObject() {
        return close('}');
    }

    public JsonWriter openArray() {
        return open('[');
    }

    public JsonWriter closeArray() {
        return close(']');
    }

    public JsonWriter name(String name) {
        separate();
        quoted(name);
        out.append(':');
        comma = false;
        return this;
    }

    public JsonWriter string(String text) {
        separate();
        quoted(text);
        return this;
    }

    public JsonWriter number(long number) {
        separate();
        out.append(number);
        return this;
    }

    public JsonWriter bool(boolean value) {
        separate();
        out.append(value);
        return this;
    }

    public JsonWriter nothing() {
        separate();
        out.append("null");
        return this;
    }

    /** Writes a value that already is valid JSON. */
    public JsonWriter raw(String json) {
        separate();
        out.append(json);
        return this;
    }

    public JsonWriter member(String name, String text) {
        return name(name).string(text);
    }

    public JsonWriter member(String name, long number) {
        return name(name).number(number);
    }

    public JsonWriter member(String name, boolean value) {
        return name(name).bool(value);
    }

    public byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private JsonWriter open(char bracket) {
        separate();
        out.append(bracket);
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
        comma = true;
    }

    private void quoted(String text) {
        out.append('"').append(JsonText.escape(text)).append('"');
    }
}
