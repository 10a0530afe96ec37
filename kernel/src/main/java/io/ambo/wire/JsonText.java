package io.ambo.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Converts between characters and the content of a JSON string. */
public final class JsonText {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    /** Decodes a string's bytes (without quotes), which must have been validated. */
    public static String decode(byte[] bytes, int from, int to) {
        var text = new StringBuilder(to - from);
        var plain = from;
        for (var i = from; i < to; ) {
            if (bytes[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
            text.append(escaped(bytes, i));
            i += bytes[i + 1] == 'u' ? 6 : 2;
            plain = i;
        }
        return text.append(new String(bytes, plain, to - plain, StandardCharsets.UTF_8))
                .toString();
    }

    /** The unescaped text of a string node in a new array, for parsing JSON nested in the string. */
    public static byte[] bytes(JsonIndex index, int node) {
        return index.escaped(node)
                ? index.text(node).getBytes(StandardCharsets.UTF_8)
                : Arrays.copyOfRange(index.bytes(), index.start(node), index.end(node));
    }

    /** The UTF-16 unit of the escape sequence whose backslash is at {@code at}. */
    public static char escaped(byte[] bytes, int at) {
        return switch (bytes[at + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' ->
                (char) (digit(bytes[at + 2]) << 12
                        | digit(bytes[at + 3]) << 8
                        | digit(bytes[at + 4]) << 4
                        | digit(bytes[at + 5]));
            default -> (char) bytes[at + 1];
        };
    }

    /** Encodes text as the content of a JSON string (without quotes); lone surrogates are written as escapes. */
    public static byte[] encode(String text) {
        return escape(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Like {@link #encode}, as characters, for a string nested in another string. */
    public static String escape(String text) {
        var first = firstToEscape(text);
        if (first == text.length()) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (var i = first; i < text.length(); i++) {
            i = append(out, text, i);
        }
        return out.toString();
    }

    private static int firstToEscape(String text) {
        var i = 0;
        while (i < text.length() && !special(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean special(char c) {
        return c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate(c);
    }

    private static int append(StringBuilder out, String text, int i) {
        var c = text.charAt(i);
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    out.append(c).append(text.charAt(i + 1));
                    return i + 1;
                }
                if (special(c)) {
                    unicode(out, c);
                } else {
                    out.append(c);
                }
            }
        }
        return i;
    }

    private static void unicode(StringBuilder out, char c) {
        out.append("\\u");
        for (var shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX[c >> shift & 15]);
        }
    }

    private static int digit(byte b) {
        return Character.digit(b, 16);
    }
}
