package io.ambo.dialect;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.dialect.Conversation.FreeChoice;
import io.ambo.dialect.Conversation.InlineImage;
import io.ambo.dialect.Conversation.LinkedImage;
import io.ambo.dialect.Conversation.NamedTool;
import io.ambo.dialect.Conversation.Part;
import io.ambo.dialect.Conversation.Text;
import io.ambo.dialect.Conversation.Tool;
import io.ambo.dialect.Conversation.ToolCall;
import io.ambo.dialect.Conversation.ToolResult;
import io.ambo.dialect.Conversation.Turn;
import io.ambo.wire.JsonWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes a conversation as a request of Anthropic's Messages; used for one request. */
final class AnthropicWriter {

    /** The range of a temperature ends here, not at 2; a hotter one is refused, never cooled behind somebody's back. */
    private static final double HOTTEST = 1.0;

    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9_-]+");

    private final Conversation conversation;
    private final Target target;
    private final JsonWriter json = new JsonWriter(1024);
    private final Map<String, String> otherIds = new HashMap<>();

    AnthropicWriter(Conversation conversation, Target target) {
        this.conversation = conversation;
        this.target = target;
    }

    byte[] write() {
        json.openObject().member("model", target.model()).member("max_tokens", maxTokens());
        if (!conversation.system().isEmpty()) {
            json.name("system").openArray();
            conversation.system().forEach(this::text);
            json.closeArray();
        }
        json.name("messages").openArray();
        conversation.turns().forEach(this::turn);
        json.closeArray();
        tools();
        sampling();
        if (conversation.stream()) {
            json.member("stream", true);
        }
        return json.closeObject().bytes();
    }

    /** As many as were asked for, but never more than the model can give. */
    private long maxTokens() {
        return Math.min(conversation.maxOutput().orElse(target.maxOutput()), target.maxOutput());
    }

    private void turn(Turn turn) {
        json.openObject();
        json.member(
                "role",
                switch (turn.speaker()) {
                    case USER -> "user";
                    case ASSISTANT -> "assistant";
                });
        json.name("content");
        parts(turn.parts());
        json.closeObject();
    }

    private void parts(List<Part> parts) {
        json.openArray();
        parts.forEach(this::part);
        json.closeArray();
    }

    private void part(Part part) {
        switch (part) {
            case Text(var text) -> text(text);
            case InlineImage(var mediaType, var data) ->
                image("base64")
                        .member("media_type", mediaType)
                        .member("data", data)
                        .closeObject()
                        .closeObject();
            case LinkedImage(var url) ->
                image("url").member("url", url).closeObject().closeObject();
            case ToolCall(var id, var name, var input) ->
                open("tool_use")
                        .member("id", identifier(id))
                        .member("name", name)
                        .name("input")
                        .raw(input)
                        .closeObject();
            case ToolResult(var id, var content) -> result(id, content);
        }
    }

    private void result(String id, List<Part> content) {
        open("tool_result").member("tool_use_id", identifier(id));
        if (!content.isEmpty()) {
            json.name("content");
            parts(content);
        }
        json.closeObject();
    }

    private JsonWriter open(String type) {
        return json.openObject().member("type", type);
    }

    private JsonWriter image(String sourceType) {
        return open("image").name("source").openObject().member("type", sourceType);
    }

    private void text(String text) {
        open("text").member("text", text).closeObject();
    }

    /** The id of a call; one that the format would not bear (it allows {@code [A-Za-z0-9_-]+}) gets another. */
    private String identifier(String id) {
        return FIT.matcher(id).matches()
                ? id
                : otherIds.computeIfAbsent(id, unfit -> "call_no_" + (otherIds.size() + 1));
    }

    private void tools() {
        if (conversation.tools().isEmpty()) {
            return;
        }
        json.name("tools").openArray();
        conversation.tools().forEach(this::tool);
        json.closeArray();
        choice();
    }

    private void tool(Tool tool) {
        json.openObject().member("name", tool.name());
        tool.description().ifPresent(words -> json.member("description", words));
        json.name("input_schema").raw(tool.schema()).closeObject();
    }

    private void choice() {
        var choice = conversation.choice();
        var oneAtATime = !conversation.parallelCalls() && choice != FreeChoice.NONE;
        if (choice == FreeChoice.UNSTATED && !oneAtATime) {
            return;
        }
        json.name("tool_choice").openObject();
        switch (choice) {
            case FreeChoice free ->
                json.member(
                        "type",
                        switch (free) {
                            case UNSTATED, AUTO -> "auto";
                            case NONE -> "none";
                            case ANY -> "any";
                        });
            case NamedTool(var name) -> json.member("type", "tool").member("name", name);
        }
        if (oneAtATime) {
            json.member("disable_parallel_tool_use", true);
        }
        json.closeObject();
    }

    private void sampling() {
        conversation.temperature().ifPresent(number -> {
            if (Double.parseDouble(number) > HOTTEST) {
                throw Refusal.of(Reason.UNSUPPORTED_MEMBER, "request.temperature-too-high", number)
                        .hint("request.temperature-too-high.hint")
                        .at("temperature");
            }
        });
        number("temperature", conversation.temperature());
        number("top_p", conversation.topP());
        if (!conversation.stop().isEmpty()) {
            json.name("stop_sequences").openArray();
            conversation.stop().forEach(this::stop);
            json.closeArray();
        }
    }

    /** White space alone is no stop sequence in this format. */
    private void stop(String text) {
        if (text.isBlank()) {
            throw Objections.unsupported("stop");
        }
        json.string(text);
    }

    private void number(String name, Optional<String> number) {
        number.ifPresent(digits -> json.name(name).raw(digits));
    }
}
