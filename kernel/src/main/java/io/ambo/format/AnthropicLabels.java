package io.ambo.format;

import io.ambo.wire.Body;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.Role;
import java.util.stream.IntStream;

/** Says of every text in a request of Anthropic's Messages what it is; used for one request. */
final class AnthropicLabels {

    private static final KnownNames NAMES = KnownNames.of(
            "model",
            "max_tokens",
            "system",
            "messages",
            "role",
            "content",
            "type",
            "text",
            "source",
            "media_type",
            "data",
            "url",
            "id",
            "name",
            "input",
            "tool_use_id",
            "tools",
            "description",
            "input_schema",
            "tool_choice",
            "disable_parallel_tool_use",
            "temperature",
            "top_p",
            "stop_sequences",
            "stream",
            "properties",
            "required",
            "items",
            "enum",
            "default",
            "additionalProperties",
            "cache_control",
            "ttl",
            "title",
            "strict",
            "output_config",
            "format",
            "schema",
            "thinking",
            "budget_tokens",
            "signature",
            "metadata",
            "user_id",
            "top_k",
            "is_error",
            "citations",
            "enabled",
            "context");

    private static final KnownNames ROLES = KnownNames.of("user", "assistant");
    private static final KnownNames SCHEMA = KnownNames.of("tools", "tool_choice", "output_config");

    private final JsonIndex index;
    private final Labels labels;

    private AnthropicLabels(JsonIndex index) {
        this.index = index;
        this.labels = new Labels(index, NAMES);
    }

    /** The body with all its texts; the index is of an object. */
    static Body label(JsonIndex index) {
        var labels = new AnthropicLabels(index);
        labels.body();
        return labels.labels.body();
    }

    private void body() {
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            switch (index.text(n)) {
                case "model" -> labels.memberName(n);
                case "system" -> {
                    labels.memberName(n);
                    blocks(n + 1, Role.SYSTEM);
                }
                case "messages" -> {
                    labels.memberName(n);
                    messages(n + 1);
                }
                default -> labels.member(n, SCHEMA.contains(index, n) ? Role.SCHEMA : Role.EXTRA);
            }
        }
    }

    /** Messages of one role that follow one another are joined by the provider, so they are read as one. */
    private void messages(int array) {
        var texts = IntStream.builder();
        var before = Role.USER;
        for (var m = array + 1; m < index.next(array); m = index.next(m)) {
            var user = index.member(m, "role");
            var role = user >= 0 && index.named(user, "user") ? Role.USER : Role.HISTORY;
            if (role != before) {
                labels.joined(texts.build().toArray(), before);
                texts = IntStream.builder();
            }
            message(m, role, texts);
            before = role;
        }
        labels.joined(texts.build().toArray(), before);
    }

    private void message(int message, Role role, IntStream.Builder texts) {
        for (var n = message + 1; n < index.next(message); n = index.next(n + 1)) {
            if (index.named(n, "content")) {
                labels.memberName(n);
                blocks(n + 1, role, texts);
            } else if (index.named(n, "role") && ROLES.contains(index, n + 1)) {
                labels.memberName(n);
            } else {
                labels.member(n, Role.EXTRA);
            }
        }
    }

    private void blocks(int array, Role role) {
        var texts = IntStream.builder();
        blocks(array, role, texts);
        labels.joined(texts.build().toArray(), role);
    }

    private void blocks(int array, Role role, IntStream.Builder texts) {
        if (!index.is(array, JsonIndex.ARRAY)) {
            labels.anything(array, role);
            return;
        }
        for (var block = array + 1; block < index.next(array); block = index.next(block)) {
            block(block, role, texts);
        }
    }

    private void block(int block, Role role, IntStream.Builder texts) {
        var type = index.member(block, "type");
        switch (type < 0 ? "" : index.text(type)) {
            case "text" -> {
                var text = index.member(block, "text");
                if (text >= 0 && index.is(text, JsonIndex.STRING)) {
                    texts.add(text);
                }
                beside(block, "text", role);
            }
            case "tool_use" -> {
                within(block, "input", Role.TOOL_ARGUMENT);
                beside(block, "input", role);
            }
            case "tool_result" -> {
                var content = index.member(block, "content");
                if (content >= 0) {
                    blocks(content, Role.TOOL_RESULT);
                }
                beside(block, "content", role);
            }
            case "image" -> labels.media(block, Role.EXTRA);
            case "redacted_thinking" -> redacted(block, role);
            case "document" -> document(block, role);
            default -> labels.anything(block, role);
        }
    }

    private void redacted(int block, Role role) {
        var data = index.member(block, "data");
        if (data >= 0 && index.is(data, JsonIndex.STRING)) {
            labels.opaque(data);
            beside(block, "data", role);
        } else {
            labels.anything(block, role);
        }
    }

    /** Plain text is read like any other; of other files only what stands beside their data. */
    private void document(int block, Role role) {
        var source = index.member(block, "source");
        var type = source < 0 ? -1 : index.member(source, "type");
        if (type >= 0 && index.named(type, "text")) {
            labels.anything(block, role);
        } else {
            labels.media(block, Role.EXTRA);
        }
    }

    private void within(int block, String name, Role role) {
        var value = index.member(block, name);
        if (value >= 0) {
            labels.anything(value, role);
        }
    }

    /** What stands beside the content of a block. */
    private void beside(int block, String content, Role role) {
        for (var n = block + 1; n < index.next(block); n = index.next(n + 1)) {
            if (index.named(n, content)) {
                labels.memberName(n);
            } else {
                labels.member(n, role == Role.USER ? Role.EXTRA : role);
            }
        }
    }
}
