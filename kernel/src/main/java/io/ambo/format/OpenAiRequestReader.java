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
import java.util.OptionalLong;
import java.util.Set;

/** Checks an OpenAI chat request and takes from it what choosing needs; used for one request. */
final class OpenAiRequestReader {

    private static final List<String> NUMBERS =
            List.of("temperature", "top_p", "presence_penalty", "frequency_penalty", "seed");
    private static final List<String> STRINGS = List.of("user", "service_tier", "reasoning_effort");
    private static final List<String> OBJECTS = List.of("response_format", "logit_bias", "metadata");
    private static final List<String> FLAGS = List.of("parallel_tool_calls", "store");

    private final JsonIndex index;
    private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
    private final List<String> steering = new ArrayList<>();

    OpenAiRequestReader(JsonIndex index) {
        this.index = index;
    }

    Request read() {
        var members = new TopMembers(index);
        steering.addAll(members.said());
        types(members);
        var model = members.model();
        messages(members.required("messages", JsonIndex.ARRAY, "request.type.array"));
        tools("tools");
        tools("functions");
        format(index.member(0, "response_format"));
        reasoning(index.member(0, "reasoning_effort"));
        var choices = members.positive("n").orElse(1);
        var stream = members.flag("stream");
        var usage = includeUsage(members);
        if (members.flag("logprobs")) {
            needs.add(Capability.LOGPROBS);
        }
        return new Request(
                OpenAiChat.FORMAT,
                Operation.CHAT,
                OpenAiLabels.label(index),
                model,
                stream,
                usage,
                maxOutput(members),
                choices,
                needs,
                steering,
                Portions.ONE);
    }

    private void types(TopMembers members) {
        for (var name : NUMBERS) {
            members.type(name, "request.type.number", JsonIndex.NUMBER);
        }
        for (var name : STRINGS) {
            members.type(name, "request.type.string", JsonIndex.STRING);
        }
        for (var name : OBJECTS) {
            members.type(name, "request.type.object", JsonIndex.OBJECT);
        }
        for (var name : FLAGS) {
            members.flag(name);
        }
        members.whole("top_logprobs");
        members.type("tool_choice", "request.type.choice", JsonIndex.STRING, JsonIndex.OBJECT);
        members.type("stop", "request.type.stop", JsonIndex.STRING, JsonIndex.ARRAY);
    }

    /** A word for how much to think, unless it is the word for not at all. */
    private void reasoning(int effort) {
        if (effort >= 0 && index.is(effort, JsonIndex.STRING) && !index.named(effort, "none")) {
            needs.add(Capability.REASONING);
        }
    }

    private void messages(int array) {
        if (index.next(array) == array + 1) {
            throw Refusal.of(Reason.INVALID_MEMBER, "request.no-messages").at("messages");
        }
        for (var m = array + 1; m < index.next(array); m = index.next(m)) {
            requireObject(m);
            refuseDuplicates(index, m);
            var role = index.member(m, "role");
            if (role < 0) {
                throw missing(index, m, "role");
            }
            if (!index.is(role, JsonIndex.STRING)) {
                throw wrongType(index, role, "request.type.string");
            }
            content(index.member(m, "content"));
        }
    }

    private void content(int content) {
        if (content < 0 || index.is(content, JsonIndex.STRING) || index.is(content, JsonIndex.NULL)) {
            return;
        }
        if (!index.is(content, JsonIndex.ARRAY)) {
            throw wrongType(index, content, "request.type.content");
        }
        for (var part = content + 1; part < index.next(content); part = index.next(part)) {
            requireObject(part);
            refuseDuplicates(index, part);
            var type = index.member(part, "type");
            if (type < 0) {
                throw missing(index, part, "type");
            }
            if (!index.is(type, JsonIndex.STRING)) {
                throw wrongType(index, type, "request.type.string");
            }
            need(index.text(type));
        }
    }

    private void need(String partType) {
        switch (partType) {
            case "image_url", "input_image", "image" -> needs.add(Capability.VISION);
            case "input_audio", "audio", "audio_url" -> needs.add(Capability.AUDIO);
            case "file", "input_file", "document" -> needs.add(Capability.FILES);
            default -> {
                // text and unknown parts: passed on and scanned
            }
        }
    }

    private void tools(String name) {
        var tools = index.member(0, name);
        if (tools < 0 || index.is(tools, JsonIndex.NULL)) {
            return;
        }
        if (!index.is(tools, JsonIndex.ARRAY)) {
            throw wrongType(index, tools, "request.type.array");
        }
        for (var tool = tools + 1; tool < index.next(tools); tool = index.next(tool)) {
            requireObject(tool);
            refuseDuplicates(index, tool);
            needs.add(Capability.TOOLS);
            var type = index.member(tool, "type");
            var hosted = type >= 0 && !index.is(type, JsonIndex.NULL);
            if (hosted && !index.named(type, "function") && !index.named(type, "custom")) {
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

    private boolean includeUsage(TopMembers members) {
        var options = index.member(0, "stream_options");
        if (options < 0 || index.is(options, JsonIndex.NULL)) {
            return false;
        }
        requireObject(options);
        refuseDuplicates(index, options);
        return members.flag(options, "include_usage");
    }

    private static OptionalLong maxOutput(TopMembers members) {
        var newer = members.whole("max_completion_tokens");
        var older = members.whole("max_tokens");
        return newer.isPresent() ? newer : older;
    }

    private void requireObject(int node) {
        if (!index.is(node, JsonIndex.OBJECT)) {
            throw wrongType(index, node, "request.type.object");
        }
    }
}
