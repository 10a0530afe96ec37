package io.ambo.privacy;

import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The decoded text of a JSON string, with the position in the body of each of its bytes.
 *
 * @param outer one entry per byte and one for the end
 */
record InnerText(byte[] bytes, int[] outer) {

    static InnerText of(JsonIndex index, int node) {
        var raw = index.bytes();
        var from = index.start(node);
        var to = index.end(node);
        var bytes = new byte[to - from];
        var outer = new int[to - from + 1];
        var length = 0;
        for (var i = from; i < to; ) {
            var next = raw[i] == '\\' ? afterEscapes(raw, i, to) : i + 1;
            if (next == i + 1) {
                outer[length] = i;
                bytes[length++] = raw[i];
            } else {
                for (var b : JsonText.decode(raw, i, next).getBytes(StandardCharsets.UTF_8)) {
                    outer[length] = i;
                    bytes[length++] = b;
                }
            }
            i = next;
        }
        outer[length] = to;
        return new InnerText(Arrays.copyOf(bytes, length), Arrays.copyOf(outer, length + 1));
    }

    /** The byte after an escape; the escape of a low surrogate belongs to that of its high one. */
    private static int afterEscapes(byte[] raw, int at, int to) {
        if (raw[at + 1] != 'u') {
            return at + 2;
        }
        var next = at + 6;
        var pair = Character.isHighSurrogate(JsonText.escaped(raw, at))
                && next + 6 <= to
                && raw[next] == '\\'
                && raw[next + 1] == 'u'
                && Character.isLowSurrogate(JsonText.escaped(raw, next));
        return pair ? next + 6 : next;
    }

    /** Returns whether the text starts like a JSON object, array or string. */
    boolean looksLikeJson() {
        for (var b : bytes) {
            if (b > ' ') {
                return b == '{' || b == '[' || b == '"';
            }
        }
        return false;
    }
}
