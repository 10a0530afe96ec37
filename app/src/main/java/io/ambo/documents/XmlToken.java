package io.ambo.documents;

import java.util.List;
import java.util.Optional;

/**
 * A tag or a text of an XML document.
 *
 * @param name of the element, without its prefix; empty for a text
 * @param end the character after its last
 */
record XmlToken(Type type, String name, int start, int end, List<Attribute> attributes) {

    private static final String LITERAL = "<![CDATA[";

    enum Type {
        START,
        END,
        /** A tag that starts and ends an element. */
        EMPTY,
        TEXT,
        /** A text in which nothing is marked up. */
        LITERAL
    }

    /**
     * An attribute.
     *
     * @param prefix of its name, with the colon; empty without one
     * @param start the first character of its value
     */
    record Attribute(String prefix, String name, int start, int end) {}

    XmlToken {
        attributes = List.copyOf(attributes);
    }

    static XmlToken text(Type type, int start, int end) {
        return new XmlToken(type, "", start, end, List.of());
    }

    boolean isText() {
        return type == Type.TEXT || type == Type.LITERAL;
    }

    boolean isLiteral() {
        return type == Type.LITERAL;
    }

    boolean opens(String element) {
        return type == Type.START && name.equals(element);
    }

    boolean closes(String element) {
        return type == Type.END && name.equals(element);
    }

    /** Its attribute of that name, whatever the prefix. */
    Optional<Attribute> attribute(String attribute) {
        return attributes.stream().filter(it -> it.name().equals(attribute)).findFirst();
    }

    String literal(String xml) {
        return xml.substring(start + LITERAL.length(), end - "]]>".length());
    }
}
