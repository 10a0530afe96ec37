package io.ambo.format;

import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;

/** An address that holds its data itself, in base 64 (RFC 2397), and nothing else. */
final class InlineMedia {

    /** Media types with their parameters are not longer; what is, is somebody's words. */
    private static final int LONGEST_TYPE = 100;

    private static final String SCHEME = "data:";
    private static final String ENCODING = ";base64,";

    private InlineMedia() {}

    /** Whether a string node is one, however it is escaped. */
    static boolean is(JsonIndex index, int string) {
        var first = index.bytes()[index.start(string)];
        if ((first | 0x20) != SCHEME.charAt(0) && first != '\\') {
            return false;
        }
        if (!index.escaped(string)) {
            return is(index.bytes(), index.start(string), index.end(string));
        }
        var text = JsonText.bytes(index, string);
        return is(text, 0, text.length);
    }

    private static boolean is(byte[] bytes, int from, int to) {
        if (!stands(SCHEME, bytes, from, to)) {
            return false;
        }
        var at = from;
        while (at < to && bytes[at] != ',' && at - from < LONGEST_TYPE) {
            at++;
        }
        if (at - ENCODING.length() < from || !stands(ENCODING, bytes, at - ENCODING.length() + 1, to)) {
            return false;
        }
        for (at++; at < to; at++) {
            if (!isBase64(bytes[at])) {
                return false;
            }
        }
        return true;
    }

    /** In either case, as schemes (RFC 3986 section 3.1) and names of encodings are. */
    private static boolean stands(String text, byte[] bytes, int at, int to) {
        if (to - at < text.length()) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            var b = bytes[at + i];
            if (b != text.charAt(i) && (b | 0x20) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(byte b) {
        return Character.isLetterOrDigit(b) && b > 0 || b == '+' || b == '/' || b == '=' || b == '-' || b == '_';
    }
}
