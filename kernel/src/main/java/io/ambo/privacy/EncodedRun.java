package io.ambo.privacy;

import io.ambo.wire.TextSpan;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a text that says something else once it is decoded.
 *
 * @param start where it starts in the text
 * @param end where it ends in the text
 * @param whole whether no part of it can be replaced alone, as in base64
 * @param decoded what it says, with backslashes escaped
 * @param outer where each byte of that stands in the text, with one more entry for the end
 */
record EncodedRun(int start, int end, boolean whole, byte[] decoded, int[] outer) {

    /** The decoded text, to be read like any other. */
    Passage passage(TextSpan span) {
        var piece = new Piece(decoded, 0, decoded.length, false, outer);
        return new Passage(span, List.of(piece), 0, true, null, -1);
    }

    /** Collects decoded bytes and where they come from. */
    static final class Builder {

        private static final int MOST_CONTINUATION = 3;

        private byte[] bytes;
        private int[] outer;
        private int length;

        Builder(int room) {
            bytes = new byte[room];
            outer = new int[room + 1];
        }

        /** Adds a byte that starts here; control characters become spaces. */
        void add(int value, int at) {
            if (length + 2 > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length + 2);
                outer = Arrays.copyOf(outer, bytes.length + 1);
            }
            if (value == '\\') {
                put('\\', at);
            }
            put((value & 0xFF) < ' ' ? ' ' : value, at);
        }

        private void put(int value, int at) {
            outer[length] = at;
            bytes[length++] = (byte) value;
        }

        /** Leaves out a character of which a part is missing at either end, as lines of base64 cut them. */
        void leaveOutCutCharacters() {
            var from = 0;
            while (from < Math.min(length, MOST_CONTINUATION) && isContinuation(from)) {
                from++;
            }
            var lead = length - 1;
            while (lead > from && length - lead <= MOST_CONTINUATION && isContinuation(lead)) {
                lead--;
            }
            var to = lead >= from && length - lead < size(bytes[lead] & 0xFF) ? lead : length;
            bytes = Arrays.copyOfRange(bytes, from, bytes.length);
            outer = Arrays.copyOfRange(outer, from, outer.length);
            length = to - from;
        }

        private boolean isContinuation(int at) {
            return (bytes[at] & 0xC0) == 0x80;
        }

        /** Bytes of a character of UTF-8 that begins with this one. */
        private static int size(int first) {
            return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, length);
        }

        EncodedRun run(int start, int end, boolean whole) {
            outer[length] = end;
            return new EncodedRun(start, end, whole, bytes(), Arrays.copyOf(outer, length + 1));
        }
    }
}
