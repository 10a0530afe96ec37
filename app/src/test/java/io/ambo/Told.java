package io.ambo;

/**
 * A text that is told in a request, and how its JSON is written.
 *
 * @param head the first part of the text where it is told in two, else all of it
 * @param tail the rest
 * @param escaped whether every character is a {@code \}{@code u} escape
 */
record Told(String head, String tail, boolean escaped) {

    static Told plainly(String text) {
        return new Told(text, "", false);
    }

    String text() {
        return head + tail;
    }

    /** The text as a JSON string. */
    String json() {
        return json(text());
    }

    String headJson() {
        return json(head);
    }

    String tailJson() {
        return json(tail);
    }

    /** Another text as a JSON string, in the same manner. */
    String json(String other) {
        var json = new StringBuilder("\"");
        for (var i = 0; i < other.length(); i++) {
            var c = other.charAt(i);
            if (escaped || c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
