package io.ambo.format;

import static io.ambo.format.Objections.missing;
import static io.ambo.format.Objections.refuseDuplicates;
import static io.ambo.format.Objections.wrongType;

import io.ambo.core.Capability;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks a request of Anthropic's Messages and takes from it what choosing needs; used for one request. */
final class AnthropicRequestReader {

    /** Kinds of tools that the provider itself runs; others of its making are run by the caller. */
    private static final List<String> HOSTED =
            List.of("web_search", "web_fetch", "code_execution", "mcp_toolset", "tool_search", "advisor");

    private final JsonIndex index;
    private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
    private final List<String> steering = new ArrayList<>();

    AnthropicRequestReader(JsonIndex index) {
        this.index = index;
    }

    /** A request for an answer. */
    Request read() {
        new TopMembers(index).required("max_tokens");
        return toCount();
    }

    /** One whose tokens are to be counted: it need not say how long the answer may be. */
    Request toCount() {
        var members = new TopMembers(index);
        steering.addAll(members.said());
        var model = members.model();
        messages(members.required("messages", JsonIndex.ARRAY, "request.type.array"));
        content(index.member(0, "system"), 0);
        tools();
        format();
        return new Request(
                AnthropicMessages.FORMAT,
                Operation.CHAT,
                AnthropicLabels.label(index),
                model,
                members.flag("stream"),
                true,
                members.positive("max_tokens"),
                1,
                needs,
                steering,
                Portions.ONE);
    }

    private void messages(int array) {
        if (index.next(array) == array + 1) {
            throw Refusal.of(Reason.INVALID_MEMBER, "request.no-messages").at("messages");
        }
        for (var m = array + 1; m < index.next(array); m = index.next(m)) {
            object(m);
            var role = index.member(m, "role");
            if (role < 0) {
                throw missing(index, m, "role");
            }
            if (!index.is(role, JsonIndex.STRING)) {
                throw wrongType(index, role, "request.type.string");
            }
            content(index.member(m, "content"), 0);
        }
    }

    /** A text, or blocks, of which results of tools hold further ones. */
    private void content(int content, int depth) {
        if (content < 0 || index.is(content, JsonIndex.STRING) || index.is(content, JsonIndex.NULL)) {
            return;
        }
        if (!index.is(content, JsonIndex.ARRAY)) {
            throw wrongType(index, content, "request.type.content");
        }
        for (var block = content + 1; block < index.next(content); block = index.next(block)) {
            object(block);
            var type = index.member(block, "type");
            if (type < 0) {
                throw missing(index, block, "type");
            }
            if (!index.is(type, JsonIndex.STRING)) {
                throw wrongType(index, type, "request.type.string");
            }
            switch (index.text(type)) {
                case "image" -> needs.add(Capability.VISION);
                case "document" -> document(block);
                case "tool_result" -> {
                    if (depth == 0) {
                        content(index.member(block, "content"), 1);
                    }
                }
                default -> {
                    // text, and what the reader does not know: carried and scanned
                }
            }
        }
    }

    /** Plain text is text, whatever it is called. */
    private void document(int block) {
        var source = index.member(block, "source");
        var type = source < 0 ? "" : AnthropicMessage.text(index, source, "type");
        if (!type.equals("text") && !type.equals("content")) {
            needs.add(Capability.FILES);
        }
    }

    private void tools() {
        var tools = index.member(0, "tools");
        if (tools < 0 || index.is(tools, JsonIndex.NULL)) {
            return;
        }
        if (!index.is(tools, JsonIndex.ARRAY)) {
            throw wrongType(index, tools, "request.type.array");
        }
        for (var tool = tools + 1; tool < index.next(tools); tool = index.next(tool)) {
            object(tool);
            needs.add(Capability.TOOLS);
            var type = AnthropicMessage.text(index, tool, "type");
            if (HOSTED.stream().anyMatch(type::startsWith)) {
                steering.add("tools.hosted");
            }
        }
    }

    private void format() {
        var config = index.member(0, "output_config");
        var format = config >= 0 && index.is(config, JsonIndex.OBJECT) ? index.member(config, "format") : -1;
        if (format >= 0 && index.is(format, JsonIndex.OBJECT)) {
            needs.add(Capability.JSON);
        }
    }

    private void object(int node) {
        if (!index.is(node, JsonIndex.OBJECT)) {
            throw wrongType(index, node, "request.type.object");
        }
        refuseDuplicates(index, node);
    }
}
