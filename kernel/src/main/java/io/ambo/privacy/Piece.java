package io.ambo.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are read as text: the inside of one JSON string, a number, or words of ours between them.
 *
 * @param plain whether every byte is its own character: ASCII without a backslash
 * @param outer when the bytes are not the body's own but the text of a string that holds JSON: where in the body each
 *     of them comes from, with one more entry for the end
 */
record Piece(byte[] bytes, int from, int to, boolean plain, int @Nullable [] outer) {

    int length() {
        return to - from;
    }

    /** Where in the body the character that starts here starts. */
    int bodyStart(int offset) {
        return outer == null ? offset : outer[offset];
    }

    /** Where in the body the character that ends here ends. */
    int bodyEnd(int offset) {
        return outer == null ? offset : outer[offset];
    }
}
