package io.ambo.format;

import io.ambo.format.Conversation.AnswerFormat;
import io.ambo.format.Conversation.CacheMark;
import io.ambo.format.Conversation.Document;
import io.ambo.format.Conversation.DocumentSource;
import io.ambo.format.Conversation.FreeChoice;
import io.ambo.format.Conversation.InlineFile;
import io.ambo.format.Conversation.InlineImage;
import io.ambo.format.Conversation.InlineText;
import io.ambo.format.Conversation.Link;
import io.ambo.format.Conversation.LinkedImage;
import io.ambo.format.Conversation.Marked;
import io.ambo.format.Conversation.NamedTool;
import io.ambo.format.Conversation.Part;
import io.ambo.format.Conversation.Speaker;
import io.ambo.format.Conversation.Text;
import io.ambo.format.Conversation.Tool;
import io.ambo.format.Conversation.ToolCall;
import io.ambo.format.Conversation.ToolResult;
import io.ambo.format.Conversation.Turn;
import io.ambo.wire.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a conversation as a request of Anthropic's Messages; used for one request. */
final class AnthropicWriter {

    /** The range of a temperature ends here, not at 2; a hotter one is lowered to it, and the caller is told. */
    private static final double HOTTEST = 1.0;

    private final Conversation conversation;
    private final Target target;
    private final String answerTool;
    private final List<String> changed = new ArrayList<>();
    private final JsonWriter json = new JsonWriter(1024);
    private final CallIds ids = new CallIds();
    private @Nullable CacheMark mark;

    /**
     * For one request.
     *
     * @param answerTool the name of a tool by which an answer in JSON may be asked for
     */
    AnthropicWriter(Conversation conversation, Target target, String answerTool) {
        this.conversation = conversation;
        this.target = target;
        this.answerTool = answerTool;
    }

    byte[] write() {
        json.openObject().member("model", target.model()).member("max_tokens", maxTokens());
        if (!conversation.system().isEmpty()) {
            json.name("system");
            parts(conversation.system());
        }
        json.name("messages").openArray();
        conversation.turns().forEach(this::turn);
        json.closeArray();
        tools();
        format();
        sampling();
        conversation.cacheMark().ifPresent(this::mark);
        if (conversation.stream()) {
            json.member("stream", true);
        }
        return json.closeObject().bytes();
    }

    /** Paths of what is said otherwise than the caller said it. */
    List<String> changed() {
        return changed;
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
        if (turn.speaker() == Speaker.ASSISTANT) {
            ids.turn();
        }
        parts(turn.parts());
        json.closeObject();
    }

    private void parts(List<Part> parts) {
        var results = new LinkedHashMap<String, List<Part>>();
        var marks = new LinkedHashMap<String, CacheMark>();
        json.openArray();
        for (var part : parts) {
            var bare = part instanceof Marked(var inner, var _) ? inner : part;
            if (bare instanceof ToolResult(var arrived, var content)) {
                var id = ids.result(arrived);
                results.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(content);
                if (part instanceof Marked(var _, var its)) {
                    marks.put(id, its);
                }
            } else {
                part(part);
            }
        }
        results.forEach((id, content) -> result(id, content, marks.get(id)));
        json.closeArray();
    }

    private void part(Part part) {
        switch (part) {
            case Marked(var inner, var its) -> {
                mark = its;
                part(inner);
            }
            case Text(var text) -> open("text").member("text", text).closeObject();
            case InlineImage(var mediaType, var data) -> {
                open("image").name("source");
                inline(mediaType, data);
                json.closeObject();
            }
            case LinkedImage(var url) -> {
                open("image").name("source");
                link(url);
                json.closeObject();
            }
            case Document(var title, var source) -> document(title, source);
            case ToolCall(var id, var name, var input) ->
                open("tool_use")
                        .member("id", ids.call(id))
                        .member("name", name)
                        .name("input")
                        .raw(input)
                        .closeObject();
            case ToolResult(var id, var content) -> result(ids.result(id), content, null);
        }
    }

    private void document(Optional<String> title, DocumentSource source) {
        open("document").name("source");
        switch (source) {
            case InlineFile(var mediaType, var data) -> inline(mediaType, data);
            case InlineText(var text) ->
                json.openObject()
                        .member("type", "text")
                        .member("media_type", "text/plain")
                        .member("data", text)
                        .closeObject();
            case Link(var url) -> link(url);
        }
        title.ifPresent(name -> json.member("title", name));
        json.closeObject();
    }

    private void inline(String mediaType, String data) {
        json.openObject().member("type", "base64").member("media_type", mediaType);
        json.member("data", data).closeObject();
    }

    private void link(String url) {
        json.openObject().member("type", "url").member("url", url).closeObject();
    }

    private void result(String id, List<Part> content, @Nullable CacheMark its) {
        mark = its;
        open("tool_result").member("tool_use_id", id);
        if (!content.isEmpty()) {
            json.name("content");
            parts(content);
        }
        json.closeObject();
    }

    /** Begins a block, with the mark that waits for one. */
    private JsonWriter open(String type) {
        json.openObject().member("type", type);
        if (mark != null) {
            mark(mark);
            mark = null;
        }
        return json;
    }

    private void mark(CacheMark its) {
        json.name("cache_control").openObject().member("type", "ephemeral");
        its.lifetime().ifPresent(time -> json.member("ttl", time));
        json.closeObject();
    }

    /** Whether an answer in JSON is asked for by a tool; where a tool of the caller's must be called, there is none. */
    private boolean answersByTool() {
        var free = conversation.choice() instanceof FreeChoice choice && choice != FreeChoice.ANY;
        return free && conversation.format().isPresent() && !enforced();
    }

    /** Whether the destination enforces the schema itself, which it can only for schemas of the strict kind. */
    private boolean enforced() {
        return target.structuredOutput()
                && conversation.format().map(AnswerFormat::strict).orElse(false);
    }

    private void tools() {
        if (conversation.tools().isEmpty() && !answersByTool()) {
            return;
        }
        json.name("tools").openArray();
        for (var i = 0; i < conversation.tools().size(); i++) {
            tool(conversation.tools().get(i), i);
        }
        if (answersByTool()) {
            conversation.format().ifPresent(this::answerTool);
        }
        json.closeArray();
        choice();
    }

    private void tool(Tool tool, int number) {
        json.openObject().member("name", tool.name());
        tool.description().ifPresent(words -> json.member("description", words));
        json.name("input_schema").raw(tool.schema());
        if (tool.strict() && target.structuredOutput()) {
            json.member("strict", true);
        } else if (tool.strict()) {
            changed.add("tools[" + number + "].function.strict");
        }
        tool.cacheMark().ifPresent(this::mark);
        json.closeObject();
    }

    private void answerTool(AnswerFormat format) {
        json.openObject().member("name", answerTool);
        json.member(
                "description",
                AnswerTool.DESCRIPTION
                        + format.description().map(words -> "\n" + words).orElse(""));
        json.name("input_schema").raw(format.schema()).closeObject();
        changed.add("response_format");
    }

    private void choice() {
        var byTool = answersByTool();
        var choice = conversation.choice();
        var oneAtATime = !conversation.parallelCalls() && choice != FreeChoice.NONE;
        if (choice == FreeChoice.UNSTATED && !oneAtATime && !byTool) {
            return;
        }
        json.name("tool_choice").openObject();
        if (byTool && (conversation.tools().isEmpty() || choice == FreeChoice.NONE)) {
            json.member("type", "tool").member("name", answerTool);
        } else {
            chosen(byTool ? FreeChoice.ANY : choice);
        }
        if (oneAtATime) {
            json.member("disable_parallel_tool_use", true);
        }
        json.closeObject();
    }

    private void chosen(Conversation.ToolChoice choice) {
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
    }

    private void format() {
        if (enforced()) {
            conversation.format().ifPresent(format -> {
                json.name("output_config").openObject().name("format").openObject();
                json.member("type", "json_schema").name("schema").raw(format.schema());
                json.closeObject().closeObject();
            });
        } else if (conversation.format().isPresent() && !answersByTool()) {
            changed.add("response_format");
        }
    }

    private void sampling() {
        conversation.temperature().ifPresent(this::temperature);
        conversation.topP().ifPresent(digits -> json.name("top_p").raw(digits));
        if (!conversation.stop().isEmpty()) {
            json.name("stop_sequences").openArray();
            conversation.stop().forEach(this::stop);
            json.closeArray();
        }
    }

    private void temperature(String digits) {
        if (Double.parseDouble(digits) > HOTTEST) {
            changed.add("temperature");
            json.member("temperature", 1);
        } else {
            json.name("temperature").raw(digits);
        }
    }

    /** White space alone is no stop sequence in this format. */
    private void stop(String text) {
        if (text.isBlank()) {
            throw Objections.unsupported("stop");
        }
        json.string(text);
    }
}
