package io.ambo.format;

import io.ambo.wire.JsonIndex;

/** What readers of Anthropic's Messages share. */
final class AnthropicMessage {

    private AnthropicMessage() {}

    /** The text of a member that is a string, or nothing. */
    static String text(JsonIndex index, int object, String name) {
        var node = object < 0 ? -1 : index.member(object, name);
        return node >= 0 && index.is(node, JsonIndex.STRING) ? index.text(node) : "";
    }
}
