package io.ambo.provider;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A body as it comes: mostly in one piece, which is then not copied. */
final class Pieces {

    private byte[] first = {};
    private @Nullable ByteArrayOutputStream all;

    void add(byte[] piece) {
        if (all != null) {
            all.writeBytes(piece);
        } else if (first.length == 0) {
            first = piece;
        } else {
            all = new ByteArrayOutputStream(first.length + piece.length);
            all.writeBytes(first);
            all.writeBytes(piece);
            first = new byte[0];
        }
    }

    byte[] bytes() {
        return all == null ? first : all.toByteArray();
    }
}
