package io.ambo.format;

import io.ambo.wire.Body;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.Role;
import java.util.stream.IntStream;

/** Says of every text in an OpenAI chat request what it is; used for one request. */
final class OpenAiLabels {

    /** Member names of the format itself; any other name may be somebody's words. */
    static final KnownNames NAMES = KnownNames.of(
            "model",
            "messages",
            "role",
            "content",
            "type",
            "text",
            "name",
            "stream",
            "stream_options",
            "include_usage",
            "temperature",
            "top_p",
            "n",
            "max_tokens",
            "max_completion_tokens",
            "stop",
            "seed",
            "presence_penalty",
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "response_format",
            "json_schema",
            "schema",
            "strict",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "function",
            "functions",
            "function_call",
            "description",
            "parameters",
            "properties",
            "required",
            "items",
            "enum",
            "default",
            "additionalProperties",
            "tool_calls",
            "tool_call_id",
            "id",
            "arguments",
            "index",
            "image_url",
            "url",
            "detail",
            "input_audio",
            "data",
            "format",
            "file",
            "file_id",
            "file_data",
            "filename",
            "refusal",
            "reasoning_content",
            "reasoning_effort",
            "user",
            "metadata",
            "store",
            "service_tier",
            "prediction",
            "modalities",
            "audio",
            "prompt_cache_key",
            "safety_identifier",
            "verbosity",
            "web_search_options",
            "cache_control",
            "thinking",
            "signature",
            "thought_signature",
            "thoughtSignature",
            "reasoning_details",
            "thinking_blocks",
            "extra_content",
            "google",
            "encrypted_content");

    private static final KnownNames ROLES =
            KnownNames.of("system", "developer", "user", "assistant", "tool", "function");
    private static final KnownNames METADATA =
            KnownNames.of("user", "metadata", "safety_identifier", "prompt_cache_key", "name");
    private static final KnownNames SCHEMA = KnownNames.of("tools", "functions", "response_format", "tool_choice");

    /** Parts that are words whatever they hold. */
    private static final KnownNames WORDS = KnownNames.of(
            "text", "input_text", "output_text", "refusal", "thinking", "redacted_thinking", "tool_use", "tool_result");

    /** Parts that are media even with words in them. */
    private static final KnownNames MEDIA = KnownNames.of(
            "image_url",
            "input_image",
            "image",
            "input_audio",
            "audio",
            "audio_url",
            "file",
            "input_file",
            "document",
            "video",
            "video_url",
            "input_video");

    private final JsonIndex index;
    private final Labels labels;

    private OpenAiLabels(JsonIndex index) {
        this.index = index;
        this.labels = new Labels(index, NAMES);
    }

    /** The body with all its texts; the index is of an object. */
    static Body label(JsonIndex index) {
        var labels = new OpenAiLabels(index);
        labels.body();
        return labels.labels.body();
    }

    private void body() {
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            if (index.named(n, "messages") && index.is(n + 1, JsonIndex.ARRAY)) {
                labels.memberName(n);
                messages(n + 1);
            } else if (index.named(n, "model")) {
                labels.memberName(n);
            } else {
                labels.member(n, roleOf(n, Role.EXTRA));
            }
        }
    }

    private Role roleOf(int name, Role otherwise) {
        if (SCHEMA.contains(index, name)) {
            return Role.SCHEMA;
        }
        return METADATA.contains(index, name) ? Role.METADATA : otherwise;
    }

    private void messages(int array) {
        for (var m = array + 1; m < index.next(array); m = index.next(m)) {
            if (index.is(m, JsonIndex.OBJECT)) {
                message(m);
            } else {
                labels.anything(m, Role.EXTRA);
            }
        }
    }

    private void message(int object) {
        var role = writer(index.member(object, "role"));
        var beside = beside(role);
        for (var n = object + 1; n < index.next(object); n = index.next(n + 1)) {
            if (index.named(n, "content")) {
                labels.memberName(n);
                content(n + 1, role);
            } else if (index.named(n, "role") && ROLES.contains(index, n + 1)) {
                labels.memberName(n);
            } else {
                labels.member(n, roleOf(n, beside));
            }
        }
    }

    /** What stands beside a text was not written by the person who wrote it, but comes from a model if the text does. */
    private static Role beside(Role role) {
        return role == Role.HISTORY ? Role.HISTORY : Role.EXTRA;
    }

    private Role writer(int role) {
        if (role < 0) {
            return Role.EXTRA;
        }
        if (index.named(role, "user")) {
            return Role.USER;
        }
        if (index.named(role, "assistant")) {
            return Role.HISTORY;
        }
        if (index.named(role, "system") || index.named(role, "developer")) {
            return Role.SYSTEM;
        }
        return index.named(role, "tool") || index.named(role, "function") ? Role.TOOL_RESULT : Role.EXTRA;
    }

    private void content(int value, Role role) {
        if (!index.is(value, JsonIndex.ARRAY)) {
            labels.anything(value, role);
            return;
        }
        var texts = IntStream.builder();
        for (var part = value + 1; part < index.next(value); part = index.next(part)) {
            part(part, role, texts);
        }
        labels.joined(texts.build().toArray(), role);
    }

    /** A part of a message; its text, if it is one, joins the others of the message. */
    private void part(int part, Role role, IntStream.Builder texts) {
        var type = index.member(part, "type");
        var text = index.member(part, "text");
        var beside = beside(role);
        if (type >= 0 && MEDIA.contains(index, type)) {
            labels.media(part, beside);
        } else if (text >= 0 && index.is(text, JsonIndex.STRING)) {
            texts.add(text);
            labels.anythingBut(part, text, beside);
        } else if (type >= 0 && index.is(type, JsonIndex.STRING) && !WORDS.contains(index, type)) {
            labels.media(part, beside);
        } else {
            labels.anything(part, role);
        }
    }
}
