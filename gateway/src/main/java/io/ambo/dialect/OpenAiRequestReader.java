package io.ambo.dialect;

import io.ambo.core.Capability;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Checks an OpenAI chat request and takes from it what choosing needs; used for one request. */
final class OpenAiRequestReader {

    private final JsonIndex index;
    private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
    private final List<String> steering = new ArrayList<>();

    OpenAiRequestReader(JsonIndex index) {
        this.index = index;
    }

    Request read() {
        if (!index.is(0, JsonIndex.OBJECT)) {
            throw Refusal.of(Reason.MALFORMED_REQUEST, "request.not-an-object").at("(body)");
        }
        refuseDuplicates();
        var model = required("model", JsonIndex.STRING, "request.type.string");
        messages(required("messages", JsonIndex.ARRAY, "request.type.array"));
        tools(index.member(0, "tools"));
        format(index.member(0, "response_format"));
        var choices = positive("n").orElse(1);
        var stream = flag("stream");
        var options = index.member(0, "stream_options");
        var usage = options < 0 ? -1 : index.member(options, "include_usage");
        if (flag("logprobs")) {
            needs.add(Capability.LOGPROBS);
        }
        return new Request(
                OpenAiLabels.label(index),
                index.text(model),
                stream,
                usage >= 0 && index.is(usage, JsonIndex.TRUE),
                maxOutput(),
                choices,
                needs,
                steering);
    }

    /** Two members of one name would let a scanner and a provider read different ones. Notes steering members, too. */
    private void refuseDuplicates() {
        var seen = new HashSet<String>();
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            var name = index.text(n);
            if (!seen.add(name)) {
                throw Refusal.of(Reason.INVALID_MEMBER, "request.duplicate-member")
                        .at(index.path(n));
            }
            if (!index.is(n + 1, JsonIndex.NULL)) {
                steering.add(name);
            }
        }
    }

    private void messages(int array) {
        if (index.next(array) == array + 1) {
            throw Refusal.of(Reason.INVALID_MEMBER, "request.no-messages").at("messages");
        }
        for (var m = array + 1; m < index.next(array); m = index.next(m)) {
            if (!index.is(m, JsonIndex.OBJECT)) {
                throw wrongType(m, "request.type.object");
            }
            var role = index.member(m, "role");
            if (role < 0 || !index.is(role, JsonIndex.STRING)) {
                throw Refusal.of(Reason.INVALID_MEMBER, "request.missing-member", "role")
                        .at(index.path(m));
            }
            content(index.member(m, "content"));
        }
    }

    private void content(int content) {
        if (content < 0 || index.is(content, JsonIndex.STRING) || index.is(content, JsonIndex.NULL)) {
            return;
        }
        if (!index.is(content, JsonIndex.ARRAY)) {
            throw wrongType(content, "request.type.content");
        }
        for (var part = content + 1; part < index.next(content); part = index.next(part)) {
            var type = index.is(part, JsonIndex.OBJECT) ? index.member(part, "type") : -1;
            if (type < 0 || !index.is(type, JsonIndex.STRING)) {
                throw Refusal.of(Reason.INVALID_MEMBER, "request.missing-member", "type")
                        .at(index.path(part));
            }
            switch (index.text(type)) {
                case "image_url", "input_image" -> needs.add(Capability.VISION);
                case "input_audio" -> needs.add(Capability.AUDIO);
                case "file", "input_file" -> needs.add(Capability.FILES);
                default -> {
                    // text, and what the dialect does not know: carried and scanned
                }
            }
        }
    }

    private void tools(int tools) {
        if (tools < 0 || !index.is(tools, JsonIndex.ARRAY)) {
            return;
        }
        for (var tool = tools + 1; tool < index.next(tools); tool = index.next(tool)) {
            needs.add(Capability.TOOLS);
            var type = index.is(tool, JsonIndex.OBJECT) ? index.member(tool, "type") : -1;
            if (type >= 0 && !index.named(type, "function") && !index.named(type, "custom")) {
                steering.add("tools.hosted");
            }
        }
    }

    private void format(int format) {
        var type = format < 0 ? -1 : index.member(format, "type");
        if (type >= 0 && (index.named(type, "json_schema") || index.named(type, "json_object"))) {
            needs.add(Capability.JSON);
        }
    }

    private OptionalLong maxOutput() {
        var newer = positive("max_completion_tokens");
        return newer.isPresent() ? newer : positive("max_tokens");
    }

    private OptionalLong positive(String name) {
        var node = index.member(0, name);
        if (node < 0 || index.is(node, JsonIndex.NULL)) {
            return OptionalLong.empty();
        }
        var number = index.number(node, -1);
        if (number < 1) {
            throw wrongType(node, "request.type.positive");
        }
        return OptionalLong.of(number);
    }

    private boolean flag(String name) {
        var node = index.member(0, name);
        if (node < 0 || index.is(node, JsonIndex.NULL)) {
            return false;
        }
        if (!index.is(node, JsonIndex.TRUE) && !index.is(node, JsonIndex.FALSE)) {
            throw wrongType(node, "request.type.boolean");
        }
        return index.is(node, JsonIndex.TRUE);
    }

    private int required(String name, int type, String expected) {
        var node = index.member(0, name);
        if (node < 0) {
            throw Refusal.of(Reason.INVALID_MEMBER, "request.missing-member", name)
                    .at(name);
        }
        if (!index.is(node, type)) {
            throw wrongType(node, expected);
        }
        return node;
    }

    private Refusal wrongType(int node, String expected) {
        return Refusal.of(Reason.INVALID_MEMBER, expected).at(index.path(node));
    }
}
