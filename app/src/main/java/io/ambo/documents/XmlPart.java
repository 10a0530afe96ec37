package io.ambo.documents;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of an Office document that is XML: its text, its tokens, and the edits that are to be made. What is not edited
 * stays as it is, but for comments and instructions, which go. A document type declaration is refused, so no entity of
 * its own can do harm.
 */
final class XmlPart {

    private static final Pattern DECLARED = Pattern.compile("^<\\?xml[^>]{0,100}encoding=[\"']([\\w.-]+)[\"']");

    private final Charset charset;
    private final String xml;
    private final List<XmlToken> tokens;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int start, int end, String replacement) {}

    private XmlPart(Charset charset, String xml, List<XmlToken> tokens) {
        this.charset = charset;
        this.xml = xml;
        this.tokens = tokens;
    }

    /**
     * Reads a part.
     *
     * @throws Obstacle.Met it is not well-formed
     */
    static XmlPart of(byte[] bytes) throws Obstacle.Met {
        var charset = charset(bytes);
        var xml = new String(bytes, charset);
        var scanner = new XmlScanner(xml);
        var part = new XmlPart(charset, xml, scanner.tokens());
        scanner.remarks().forEach(remark -> part.replace(remark.start(), remark.end(), ""));
        return part;
    }

    private static Charset charset(byte[] bytes) throws Obstacle.Met {
        if (bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return UTF_16LE;
        }
        if (bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return UTF_16BE;
        }
        var head = new String(bytes, 0, Math.min(bytes.length, 200), UTF_8);
        var declared = DECLARED.matcher(head.startsWith("\uFEFF") ? head.substring(1) : head);
        if (!declared.find()) {
            return UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalArgumentException e) {
            throw new Obstacle.Met(Obstacle.BROKEN);
        }
    }

    List<XmlToken> tokens() {
        return tokens;
    }

    /** What a text or the value of an attribute says, with references resolved. */
    String text(int start, int end) {
        return XmlScanner.decoded(xml.substring(start, end));
    }

    String text(XmlToken token) {
        return token.isLiteral() ? token.literal(xml) : text(token.start(), token.end());
    }

    String text(XmlToken.Attribute attribute) {
        return text(attribute.start(), attribute.end());
    }

    /** Has a text say something else. */
    void say(XmlToken token, String text) {
        edits.add(new Edit(token.start(), token.end(), XmlScanner.encoded(text)));
    }

    void say(XmlToken.Attribute attribute, String text) {
        edits.add(new Edit(attribute.start(), attribute.end(), XmlScanner.encoded(text)));
    }

    /** Replaces this range of XML by other XML. */
    void replace(int start, int end, String other) {
        edits.add(new Edit(start, end, other));
    }

    byte[] bytes() {
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        var out = new StringBuilder(xml.length());
        var at = 0;
        for (var edit : edits) {
            if (edit.start() >= at) {
                out.append(xml, at, edit.start()).append(edit.replacement());
                at = edit.end();
            }
        }
        return out.append(xml, at, xml.length()).toString().getBytes(charset);
    }
}
