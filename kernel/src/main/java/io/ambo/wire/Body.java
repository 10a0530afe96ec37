package io.ambo.wire;

import java.util.List;

/**
 * A request's bytes, their index, and everything in them that can carry what somebody wrote.
 *
 * @param runs every text to be scanned: all strings, numbers and member names but those whose exact value the dialect
 *     knows to be harmless
 * @param media nodes of pictures, sound and files, which are not read as text
 * @param opaque nodes of signatures and encrypted reasoning, which are never edited
 */
public record Body(JsonIndex index, List<Run> runs, int[] media, int[] opaque) {

    public Body {
        runs = List.copyOf(runs);
    }

    public byte[] bytes() {
        return index.bytes();
    }
}
