package io.ambo.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are read as text: the content of one JSON string, a number, or a separator inserted between pieces.
 *
 * @param plain whether every byte is a character by itself: ASCII without backslashes
 * @param outer for the decoded text of a string that contains JSON: the position in the body of each byte, with one
 *     more entry for the end; null for bytes of the body itself
 */
record Piece(byte[] bytes, int from, int to, boolean plain, int @Nullable [] outer) {

    int length() {
        return to - from;
    }

    /** The position in the body where the character that starts here starts. */
    int bodyStart(int offset) {
        return outer == null ? offset : outer[offset];
    }

    /** The position in the body where the character that ends here ends. */
    int bodyEnd(int offset) {
        return outer == null ? offset : outer[offset];
    }
}
