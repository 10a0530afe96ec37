package io.ambo.wire;

import java.util.List;

/**
 * A request body: its bytes, their index, and every part that can carry user content.
 *
 * @param spans every text to scan: all strings, numbers and member names except those whose exact value the format
 *     knows to be harmless
 * @param media nodes of images, audio and files, which are not read as text
 * @param opaque nodes of signatures and encrypted reasoning, which are never edited
 */
public record Body(JsonIndex index, List<TextSpan> spans, int[] media, int[] opaque) {

    public Body {
        spans = List.copyOf(spans);
    }

    public byte[] bytes() {
        return index.bytes();
    }
}
