package io.ambo.documents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Splits XML into tags and texts, with their places, and tells where comments and instructions are. */
final class XmlScanner {

    private static final int MOST_DEPTH = 1000;

    private final String xml;
    private final List<XmlToken> tokens = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int at;

    /** A comment or an instruction. */
    record Remark(int start, int end) {}

    XmlScanner(String xml) {
        this.xml = xml;
    }

    List<XmlToken> tokens() throws Obstacle.Met {
        while (at < xml.length()) {
            if (xml.charAt(at) != '<') {
                text();
            } else if (xml.startsWith("<?", at)) {
                remark("?>");
            } else if (xml.startsWith("<!--", at)) {
                remark("-->");
            } else if (xml.startsWith("<![CDATA[", at)) {
                var start = at;
                at = after("]]>", at);
                tokens.add(XmlToken.text(XmlToken.Type.LITERAL, start, at));
            } else {
                tag();
            }
        }
        require(open.isEmpty() && !tokens.isEmpty());
        return tokens;
    }

    private static void require(boolean wellFormed) throws Obstacle.Met {
        if (!wellFormed) {
            throw new Obstacle.Met(Obstacle.BROKEN);
        }
    }

    private int after(String end, int from) throws Obstacle.Met {
        var found = xml.indexOf(end, from);
        require(found >= 0);
        return found + end.length();
    }

    /** The declaration at the beginning is none. */
    private void remark(String ending) throws Obstacle.Met {
        var start = at;
        at = after(ending, at);
        if (!xml.startsWith("<?xml ", start)) {
            remarks.add(new Remark(start, at));
        }
    }

    /** Where comments and instructions are; known when the tokens are. */
    List<Remark> remarks() {
        return remarks;
    }

    private void text() {
        var end = xml.indexOf('<', at);
        end = end < 0 ? xml.length() : end;
        tokens.add(XmlToken.text(XmlToken.Type.TEXT, at, end));
        at = end;
    }

    private void tag() throws Obstacle.Met {
        var start = at;
        require(at + 2 < xml.length() && xml.charAt(at + 1) != '!');
        var ends = xml.charAt(at + 1) == '/';
        at += ends ? 2 : 1;
        var name = name();
        require(!name.isEmpty());
        var attributes = new ArrayList<XmlToken.Attribute>();
        while (!ends && hasAttribute()) {
            attributes.add(attribute());
        }
        spaces();
        var empty = !ends && xml.startsWith("/>", at);
        require(empty || xml.startsWith(">", at));
        at += empty ? 2 : 1;
        if (ends) {
            require(!open.isEmpty() && open.pop().equals(name));
        } else if (!empty) {
            open.push(name);
            require(open.size() <= MOST_DEPTH);
        }
        tokens.add(new XmlToken(
                ends ? XmlToken.Type.END : empty ? XmlToken.Type.EMPTY : XmlToken.Type.START,
                local(name),
                start,
                at,
                attributes));
    }

    private boolean hasAttribute() {
        spaces();
        return at < xml.length() && xml.charAt(at) != '>' && xml.charAt(at) != '/';
    }

    private XmlToken.Attribute attribute() throws Obstacle.Met {
        var name = name();
        spaces();
        require(!name.isEmpty() && xml.startsWith("=", at));
        at++;
        spaces();
        require(at < xml.length() && (xml.charAt(at) == '"' || xml.charAt(at) == '\''));
        var start = at + 1;
        at = after(xml.substring(at, at + 1), start);
        return new XmlToken.Attribute(name.substring(0, name.indexOf(':') + 1), local(name), start, at - 1);
    }

    private String name() {
        var start = at;
        while (at < xml.length() && " \t\r\n=/>\"'<".indexOf(xml.charAt(at)) < 0) {
            at++;
        }
        return xml.substring(start, at);
    }

    private void spaces() {
        while (at < xml.length() && Character.isWhitespace(xml.charAt(at))) {
            at++;
        }
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    /** A text with its references resolved; one that cannot be stays as it is written. */
    static String decoded(String raw) {
        if (raw.indexOf('&') < 0) {
            return raw;
        }
        var text = new StringBuilder(raw.length());
        for (var i = 0; i < raw.length(); ) {
            var end = raw.charAt(i) == '&' ? raw.indexOf(';', i) : -1;
            var character = end < 0 ? -1 : reference(raw.substring(i + 1, end));
            if (character < 0) {
                text.append(raw.charAt(i++));
            } else {
                text.appendCodePoint(character);
                i = end + 1;
            }
        }
        return text.toString();
    }

    private static int reference(String name) {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> numbered(name);
        };
    }

    private static int numbered(String name) {
        try {
            var hex = name.startsWith("#x");
            var code = name.startsWith("#") ? Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10) : -1;
            return Character.isValidCodePoint(code) ? code : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /** A text as XML writes it, in elements and in attributes. */
    static String encoded(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;")
                .replace("\n", "&#10;")
                .replace("\r", "&#13;")
                .replace("\t", "&#9;");
    }
}
