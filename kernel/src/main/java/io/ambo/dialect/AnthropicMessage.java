package io.ambo.dialect;

import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** A whole reply of Anthropic's Messages, rewritten as a chat completion; used for one reply. */
final class AnthropicMessage {

    private final JsonIndex index;
    private final long created;
    private final String answerTool;
    private boolean answered;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final List<Integer> calls = new ArrayList<>();

    AnthropicMessage(JsonIndex index, long created, String answerTool) {
        this.index = index;
        this.created = created;
        this.answerTool = answerTool;
    }

    /** Whether a call of a tool is the answer. */
    static boolean answers(JsonIndex index, int block, String answerTool) {
        return !answerTool.isEmpty() && text(index, block, "name").equals(answerTool);
    }

    /** The same where the only tool that was called is the answer. */
    static String finishReason(String stopReason, boolean answered) {
        return answered && stopReason.equals("tool_use") ? "stop" : finishReason(stopReason);
    }

    /** What OpenAI calls the reason of an end; one that Anthropic may add later counts as an ordinary end. */
    static String finishReason(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    /** An error in OpenAI's shape, from an {@code error} object of Anthropic's. */
    static String error(JsonIndex index, int error) {
        var type = text(index, error, "type");
        var json = new JsonWriter().openObject().name("error").openObject();
        json.member("message", text(index, error, "message"))
                .member("type", type)
                .name("param")
                .nothing();
        return json.member("code", type).closeObject().closeObject().toString();
    }

    /** The text of a member that is a string, or nothing. */
    static String text(JsonIndex index, int object, String name) {
        var node = object < 0 ? -1 : index.member(object, name);
        return node >= 0 && index.is(node, JsonIndex.STRING) ? index.text(node) : "";
    }

    byte[] write() {
        var content = index.member(0, "content");
        if (content < 0 || !index.is(content, JsonIndex.ARRAY)) {
            return new JsonWriter().raw(error(index, index.member(0, "error"))).bytes();
        }
        for (var block = content + 1; block < index.next(content); block = index.next(block)) {
            block(block);
        }
        var json = new JsonWriter(1024).openObject();
        json.member("id", text(index, 0, "id"))
                .member("object", "chat.completion")
                .member("created", created);
        json.member("model", text(index, 0, "model"));
        json.name("choices").openArray().openObject().member("index", 0).name("message");
        message(json);
        var stopped = text(index, 0, "stop_reason");
        if (stopped.isEmpty()) {
            json.name("finish_reason").nothing();
        } else {
            json.member("finish_reason", finishReason(stopped, answered && calls.isEmpty()));
        }
        json.closeObject().closeArray();
        var usage = new AnthropicUsage();
        usage.read(index, index.member(0, "usage"));
        if (usage.counted()) {
            usage.write(json);
        }
        return json.closeObject().bytes();
    }

    private void block(int block) {
        switch (text(index, block, "type")) {
            case "text" -> text.append(text(index, block, "text"));
            case "thinking" -> thinking.append(text(index, block, "thinking"));
            case "tool_use" -> call(block);
            default -> {
                // what the format may add later, and what only its issuer can read
            }
        }
    }

    private void call(int block) {
        if (!answers(index, block, answerTool)) {
            calls.add(block);
        } else if (!answered) {
            answered = true;
            var input = index.member(block, "input");
            text.append(input < 0 ? "{}" : index.raw(input));
        }
    }

    private void message(JsonWriter json) {
        json.openObject().member("role", "assistant").name("content");
        if (text.isEmpty()) {
            json.nothing();
        } else {
            json.string(text.toString());
        }
        if (!thinking.isEmpty()) {
            json.member("reasoning_content", thinking.toString());
        }
        if (!calls.isEmpty()) {
            json.name("tool_calls").openArray();
            calls.forEach(call -> call(json, call));
            json.closeArray();
        }
        json.closeObject();
    }

    private void call(JsonWriter json, int block) {
        var input = index.member(block, "input");
        json.openObject().member("id", text(index, block, "id")).member("type", "function");
        json.name("function").openObject().member("name", text(index, block, "name"));
        json.member("arguments", input < 0 ? "{}" : index.raw(input))
                .closeObject()
                .closeObject();
    }
}
