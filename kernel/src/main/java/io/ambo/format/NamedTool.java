package io.ambo.format;

import io.ambo.wire.JsonIndex;

/**
 * A function that a request asks for by its name, said so that a destination understands it which hears of names no more
 * than that some call is required: the function goes alone.
 */
final class NamedTool {

    private NamedTool() {}

    /** Leaves a request as it is that names none, or one that it does not have. */
    static void alone(JsonIndex index, Members members) {
        var choice = object(index, index.member(0, "tool_choice"));
        var name = name(index, choice);
        var tools = index.member(0, "tools");
        if (name < 0 || tools < 0 || !index.is(tools, JsonIndex.ARRAY)) {
            return;
        }
        for (var tool = tools + 1; tool < index.next(tools); tool = index.next(tool)) {
            var its = name(index, object(index, tool));
            if (its >= 0 && index.text(its).equals(index.text(name))) {
                if (members.keepOnly(tools, tool)) {
                    members.note("tools");
                }
                members.note("tool_choice");
                members.set(choice, "\"required\"");
                return;
            }
        }
    }

    /** The node of {@code function.name}, or -1. */
    private static int name(JsonIndex index, int holder) {
        var function = holder < 0 ? -1 : object(index, index.member(holder, "function"));
        var name = function < 0 ? -1 : index.member(function, "name");
        return name >= 0 && index.is(name, JsonIndex.STRING) ? name : -1;
    }

    private static int object(JsonIndex index, int node) {
        return node >= 0 && index.is(node, JsonIndex.OBJECT) ? node : -1;
    }
}
