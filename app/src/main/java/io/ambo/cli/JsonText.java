package io.ambo.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the few JSON objects that commands send. */
final class JsonText {

    private final Map<String, String> members = new LinkedHashMap<>();

    JsonText text(String name, String text) {
        members.put(name, quoted(text));
        return this;
    }

    JsonText flag(String name, boolean flag) {
        members.put(name, String.valueOf(flag));
        return this;
    }

    JsonText number(String name, long number) {
        members.put(name, String.valueOf(number));
        return this;
    }

    /** A value that is valid JSON already. */
    JsonText raw(String name, String json) {
        members.put(name, json);
        return this;
    }

    JsonText texts(String name, Collection<String> texts) {
        members.put(name, texts.stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    JsonText object(String name, JsonText object) {
        members.put(name, object.toString());
        return this;
    }

    JsonText objects(String name, Collection<JsonText> objects) {
        members.put(name, objects.stream().map(JsonText::toString).collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** RFC 8259, section 7: quotation mark, reverse solidus and control characters must be escaped. */
    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 0x20 || Character.isSurrogate((char) c)) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
