package io.ambo.engine.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a short JSON answer of an engine into maps, lists, strings, numbers and truth values; {@code null} becomes
 * {@link Nothing#NULL}. Text that is not JSON is an {@link IllegalArgumentException}.
 */
final class JsonReader {
    private static final int DEEPEST = 64;

    /** The value {@code null}. */
    enum Nothing {
        NULL
    }

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.skipSpace();
        if (reader.at != text.length()) {
            throw reader.malformed();
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw malformed();
        }
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        if (next() == '}') {
            at++;
            return members;
        }
        while (true) {
            require('"');
            at--;
            String name = string();
            require(':');
            members.put(name, value(depth + 1));
            if (ends('}')) {
                return members;
            }
        }
    }

    private List<Object> array(int depth) {
        List<Object> items = new ArrayList<>();
        at++;
        if (next() == ']') {
            at++;
            return items;
        }
        while (true) {
            items.add(value(depth + 1));
            if (ends(']')) {
                return items;
            }
        }
    }

    /** Passes a comma, or the bracket that ends; true if it was the bracket. */
    private boolean ends(char bracket) {
        char found = next();
        at++;
        if (found != ',' && found != bracket) {
            throw malformed();
        }
        return found == bracket;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (true) {
            char c = here();
            at++;
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = here();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed();
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw malformed();
        }
        at += 4;
        return (char) Integer.parseInt(text, at - 4, at, 16);
    }

    private Object word() {
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> Nothing.NULL;
            default -> number(word);
        };
    }

    private static Number number(String word) {
        if (word.matches("-?\\d{1,18}")) {
            return Long.valueOf(word);
        }
        return Double.valueOf(word);
    }

    private char next() {
        skipSpace();
        return here();
    }

    private char here() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private void require(char wanted) {
        if (next() != wanted) {
            throw malformed();
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("Not JSON at character " + at);
    }
}
