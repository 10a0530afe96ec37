package io.ambo.platform;

/**
 * Flat JSON objects, and lists of them, put together member by member; {@link ShortJson} reads them.
 *
 * <p>Names are given once each, in whatever order.
 */
public final class ShortJsonWriter {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text;

    /** An empty text with room for so many characters; it grows. */
    public ShortJsonWriter(int capacity) {
        text = new StringBuilder(capacity);
    }

    public ShortJsonWriter beginList() {
        separate();
        text.append('[');
        return this;
    }

    public ShortJsonWriter endList() {
        text.append(']');
        return this;
    }

    public ShortJsonWriter beginObject() {
        separate();
        text.append('{');
        return this;
    }

    public ShortJsonWriter endObject() {
        text.append('}');
        return this;
    }

    public ShortJsonWriter text(String name, String value) {
        name(name);
        quoted(value);
        return this;
    }

    public ShortJsonWriter number(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    public ShortJsonWriter truth(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    /** The member is {@code null}. */
    public ShortJsonWriter nothing(String name) {
        name(name);
        text.append("null");
        return this;
    }

    /** All that was written. */
    @Override
    public String toString() {
        return text.toString();
    }

    private void name(String name) {
        separate();
        quoted(name);
        text.append(':');
    }

    private void separate() {
        var last = text.isEmpty() ? '{' : text.charAt(text.length() - 1);
        if (last != '{' && last != '[') {
            text.append(',');
        }
    }

    private void quoted(String value) {
        text.append('"');
        var from = 0;
        for (var i = 0; i < value.length(); i++) {
            var character = value.charAt(i);
            if (character < ' ' || character == '"' || character == '\\') {
                text.append(value, from, i);
                escape(character);
                from = i + 1;
            }
        }
        text.append(value, from, value.length()).append('"');
    }

    private void escape(char character) {
        text.append('\\');
        switch (character) {
            case '"', '\\' -> text.append(character);
            case '\n' -> text.append('n');
            case '\r' -> text.append('r');
            case '\t' -> text.append('t');
            default -> text.append("u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
        }
    }
}
