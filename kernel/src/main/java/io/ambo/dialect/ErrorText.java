package io.ambo.dialect;

import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;

/** The words in an upstream's error body, as they came. */
final class ErrorText {

    private ErrorText() {}

    /** The text of {@code error.message}, {@code error}, {@code message} or {@code detail}; empty when there is none. */
    static String of(byte[] body) {
        try {
            var index = JsonIndex.of(body);
            var error = index.member(0, "error");
            for (var node : new int[] {
                error < 0 ? -1 : index.member(error, "message"),
                error,
                index.member(0, "message"),
                index.member(0, "detail")
            }) {
                if (node >= 0 && index.is(node, JsonIndex.STRING)) {
                    return index.text(node);
                }
            }
        } catch (JsonException e) {
            // a page of a proxy, or nothing: no words that could be told from the rest
        }
        return "";
    }
}
