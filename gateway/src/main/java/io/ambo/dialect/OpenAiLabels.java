package io.ambo.dialect;

import io.ambo.wire.Body;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.Role;
import io.ambo.wire.Run;
import io.ambo.wire.Run.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Says of every text in an OpenAI chat request what it is; used for one request. */
final class OpenAiLabels {

    /** Member names of the format itself; any other name may be somebody's words. */
    private static final KnownNames NAMES = KnownNames.of(
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
            "cache_control");

    private static final KnownNames ROLES =
            KnownNames.of("system", "developer", "user", "assistant", "tool", "function");
    private static final KnownNames OPAQUE =
            KnownNames.of("signature", "thought_signature", "encrypted_content", "redacted_thinking");
    private static final KnownNames METADATA =
            KnownNames.of("user", "metadata", "safety_identifier", "prompt_cache_key", "name");
    private static final KnownNames SCHEMA = KnownNames.of("tools", "functions", "response_format", "tool_choice");
    private static final KnownNames SAID_BEFORE = KnownNames.of("refusal", "reasoning_content", "tool_calls");

    /** A number of fewer bytes cannot be anything that is looked for. */
    private static final int SHORTEST_NUMBER = 5;

    private final JsonIndex index;
    private final List<Run> runs = new ArrayList<>();
    private final IntStream.Builder media = IntStream.builder();
    private final IntStream.Builder opaque = IntStream.builder();

    private OpenAiLabels(JsonIndex index) {
        this.index = index;
    }

    /** The body with all its texts; the index is of an object. */
    static Body label(JsonIndex index) {
        var labels = new OpenAiLabels(index);
        labels.body();
        return new Body(
                index,
                labels.runs,
                labels.media.build().toArray(),
                labels.opaque.build().toArray());
    }

    private void body() {
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            memberName(n);
            if (index.named(n, "messages") && index.is(n + 1, JsonIndex.ARRAY)) {
                messages(n + 1);
            } else if (!index.named(n, "model")) {
                anything(n + 1, roleOf(n));
            }
        }
    }

    private Role roleOf(int name) {
        if (SCHEMA.contains(index, name)) {
            return Role.SCHEMA;
        }
        return METADATA.contains(index, name) ? Role.METADATA : Role.EXTRA;
    }

    private void messages(int array) {
        for (var m = array + 1; m < index.next(array); m = index.next(m)) {
            if (index.is(m, JsonIndex.OBJECT)) {
                message(m);
            } else {
                anything(m, Role.EXTRA);
            }
        }
    }

    private void message(int object) {
        var role = writer(index.member(object, "role"));
        for (var n = object + 1; n < index.next(object); n = index.next(n + 1)) {
            memberName(n);
            var value = n + 1;
            if (index.named(n, "content")) {
                content(value, role);
            } else if (!index.named(n, "role") || !ROLES.contains(index, value)) {
                anything(value, SAID_BEFORE.contains(index, n) ? Role.HISTORY : roleOf(n));
            }
        }
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
            anything(value, role);
            return;
        }
        var texts = IntStream.builder();
        for (var part = value + 1; part < index.next(value); part = index.next(part)) {
            part(part, role, texts);
        }
        var nodes = texts.build().toArray();
        if (nodes.length == 1) {
            string(nodes[0], role);
        } else if (nodes.length > 1) {
            runs.add(new Run(role, Form.TEXT, nodes));
        }
    }

    /** A part of a message; its text, if it is one, joins the others of the message. */
    private void part(int part, Role role, IntStream.Builder texts) {
        var text = index.member(part, "text");
        if (text >= 0 && index.is(text, JsonIndex.STRING)) {
            texts.add(text);
            except(part, text, role);
        } else if (isMedia(part)) {
            media.add(part);
            outside(part, role);
        } else {
            anything(part, role);
        }
    }

    private boolean isMedia(int part) {
        var type = index.member(part, "type");
        return type >= 0 && index.is(type, JsonIndex.STRING) && !index.named(type, "refusal");
    }

    /** What stands beside the text of a part. */
    private void except(int part, int text, Role role) {
        for (var n = part + 1; n < index.next(part); n = index.next(n + 1)) {
            memberName(n);
            if (n + 1 != text) {
                anything(n + 1, role);
            }
        }
    }

    /** The texts of a part that holds media: addresses and file names, but not the data itself. */
    private void outside(int part, Role role) {
        for (var n = part + 1; n < index.next(part); n++) {
            if (index.is(n, JsonIndex.NAME)) {
                memberName(n);
            } else if (index.is(n, JsonIndex.STRING) && !isData(n)) {
                string(n, role);
            } else if (index.is(n, JsonIndex.NUMBER)) {
                number(n, role);
            }
        }
    }

    private boolean isData(int string) {
        return isPrefix(string, "data:") || index.named(string - 1, "data") || index.named(string - 1, "file_data");
    }

    private boolean isPrefix(int string, String prefix) {
        var start = index.start(string);
        if (index.end(string) - start < prefix.length()) {
            return false;
        }
        for (var i = 0; i < prefix.length(); i++) {
            if (index.bytes()[start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Every text in a value of whatever shape. */
    private void anything(int value, Role role) {
        for (var n = value; n < index.next(value); n++) {
            switch (index.type(n)) {
                case JsonIndex.STRING -> string(n, role);
                case JsonIndex.NUMBER -> number(n, role);
                case JsonIndex.NAME -> n = named(n, role);
                default -> {
                    // brackets and literals hold no text
                }
            }
        }
    }

    /** A member within a value of whatever shape; gives the last node that needs no more looking at. */
    private int named(int name, Role role) {
        memberName(name);
        var value = name + 1;
        if (!index.is(value, JsonIndex.STRING)) {
            return name;
        }
        if (OPAQUE.contains(index, name)) {
            opaque.add(value);
        } else if (index.named(name, "arguments")) {
            runs.add(Run.of(Role.TOOL_ARGUMENT, Form.JSON, value));
        } else {
            string(value, role);
        }
        return value;
    }

    private void memberName(int name) {
        if (!NAMES.contains(index, name)) {
            runs.add(Run.of(Role.EXTRA, Form.MEMBER_NAME, name));
        }
    }

    private void number(int node, Role role) {
        if (index.end(node) - index.start(node) >= SHORTEST_NUMBER) {
            runs.add(Run.of(role, Form.NUMBER, node));
        }
    }

    private void string(int node, Role role) {
        if (index.end(node) > index.start(node)) {
            runs.add(Run.of(role, holdsJson(node) ? Form.JSON : Form.TEXT, node));
        }
    }

    /** Whether a string is a whole JSON object or array, as tools' results often are. */
    private boolean holdsJson(int node) {
        var first = index.bytes()[index.start(node)];
        var last = index.bytes()[index.end(node) - 1];
        if ((first != '{' || last != '}') && (first != '[' || last != ']')) {
            return false;
        }
        try {
            JsonIndex.of(JsonText.bytes(index, node));
            return true;
        } catch (JsonException e) {
            return false;
        }
    }
}
