package io.ambo.engine.process;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes the one flat object that a start script reads. */
final class Json {
    private Json() {}

    /** One line: strings quoted, numbers as they are. */
    static String object(Map<String, ?> members) {
        return members.entrySet().stream()
                .map(member -> quote(member.getKey()) + ":" + value(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        return value instanceof Number number ? number.toString() : quote(value.toString());
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
