package io.ambo.format;

import io.ambo.format.Conversation.AnswerFormat;
import io.ambo.format.Conversation.Document;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a conversation as a chat request of OpenAI's format; used for one request. A turn that holds results of tools
 * becomes a message for each of them and one for the rest, and pictures of a result go with the rest, for a result is
 * text alone in this format.
 */
final class OpenAiWriter {

    private final Conversation conversation;
    private final Target target;
    private final Set<String> changed = new LinkedHashSet<>();
    private final JsonWriter json = new JsonWriter(1024);

    OpenAiWriter(Conversation conversation, Target target) {
        this.conversation = conversation;
        this.target = target;
    }

    byte[] write() {
        json.openObject().member("model", target.model());
        json.name("messages").openArray();
        system();
        conversation.turns().forEach(this::turn);
        json.closeArray();
        tools();
        format();
        sampling();
        if (conversation.stream()) {
            json.member("stream", true);
            if (target.includeUsage()) {
                json.name("stream_options")
                        .openObject()
                        .member("include_usage", true)
                        .closeObject();
            }
        }
        return json.closeObject().bytes();
    }

    /** Paths of what is said otherwise than the caller said it. */
    Set<String> changed() {
        return changed;
    }

    /** One message, as most servers want it, with the blocks as its paragraphs. */
    private void system() {
        if (!conversation.system().isEmpty()) {
            var text = bare(conversation.system()).stream()
                    .filter(Text.class::isInstance)
                    .map(part -> ((Text) part).text())
                    .collect(Collectors.joining("\n\n"));
            json.openObject().member("role", "system").member("content", text).closeObject();
        }
    }

    /** Without the marks for a cache, which this format has not. */
    private List<Part> bare(List<Part> parts) {
        var bare = new ArrayList<Part>();
        for (var part : parts) {
            if (part instanceof Marked(var inner, var _)) {
                changed.add("cache_control");
                bare.add(inner);
            } else {
                bare.add(part);
            }
        }
        return bare;
    }

    private void turn(Turn turn) {
        var parts = bare(turn.parts());
        if (turn.speaker() == Speaker.ASSISTANT) {
            assistant(parts);
        } else {
            user(parts);
        }
    }

    private void user(List<Part> parts) {
        var rest = new ArrayList<Part>();
        for (var part : parts) {
            if (part instanceof ToolResult(var id, var content)) {
                result(id, bare(content), rest);
            } else {
                rest.add(part);
            }
        }
        if (!rest.isEmpty()) {
            json.openObject().member("role", "user").name("content");
            content(rest);
            json.closeObject();
        }
    }

    private void result(String id, List<Part> content, List<Part> rest) {
        var text = new ArrayList<String>();
        for (var part : content) {
            if (part instanceof Text(var words)) {
                text.add(words);
            } else {
                rest.add(part);
            }
        }
        json.openObject().member("role", "tool").member("tool_call_id", id);
        json.member("content", String.join("\n", text)).closeObject();
    }

    private void assistant(List<Part> parts) {
        var said = parts.stream().filter(part -> !(part instanceof ToolCall)).toList();
        json.openObject().member("role", "assistant").name("content");
        if (said.isEmpty()) {
            json.nothing();
        } else {
            content(said);
        }
        if (said.size() < parts.size()) {
            json.name("tool_calls").openArray();
            for (var part : parts) {
                if (part instanceof ToolCall(var id, var name, var input)) {
                    json.openObject().member("id", id).member("type", "function");
                    json.name("function").openObject().member("name", name).member("arguments", input);
                    json.closeObject().closeObject();
                }
            }
            json.closeArray();
        }
        json.closeObject();
    }

    /** A single text as it is, which every server understands. */
    private void content(List<Part> parts) {
        if (parts.size() == 1 && parts.getFirst() instanceof Text(var text)) {
            json.string(text);
            return;
        }
        json.openArray();
        parts.forEach(this::part);
        json.closeArray();
    }

    private void part(Part part) {
        switch (part) {
            case Text(var text) -> text(text);
            case InlineImage(var mediaType, var data) -> image("data:" + mediaType + ";base64," + data);
            case LinkedImage(var url) -> image(url);
            case Document(var title, var source) -> {
                switch (source) {
                    case InlineText(var text) -> text(text);
                    case InlineFile(var mediaType, var data) ->
                        file(title.orElse("file"), "data:" + mediaType + ";base64," + data);
                    case Link(var url) -> file(title.orElse("file"), url);
                }
            }
            case Marked(var inner, var _) -> part(inner);
            case ToolCall _, ToolResult _ -> throw Objections.unsupported("messages");
        }
    }

    private void text(String text) {
        json.openObject().member("type", "text").member("text", text).closeObject();
    }

    private void image(String url) {
        json.openObject().member("type", "image_url").name("image_url").openObject();
        json.member("url", url).closeObject().closeObject();
    }

    private void file(String name, String data) {
        json.openObject().member("type", "file").name("file").openObject();
        json.member("filename", name).member("file_data", data).closeObject().closeObject();
    }

    private void tools() {
        if (conversation.tools().isEmpty()) {
            return;
        }
        json.name("tools").openArray();
        conversation.tools().forEach(this::tool);
        json.closeArray();
        choice();
        if (!conversation.parallelCalls()) {
            json.member("parallel_tool_calls", false);
        }
    }

    private void tool(Tool tool) {
        if (tool.cacheMark().isPresent()) {
            changed.add("cache_control");
        }
        json.openObject().member("type", "function").name("function").openObject();
        json.member("name", tool.name());
        tool.description().ifPresent(words -> json.member("description", words));
        json.name("parameters").raw(tool.schema());
        if (tool.strict()) {
            json.member("strict", true);
        }
        json.closeObject().closeObject();
    }

    private void choice() {
        switch (conversation.choice()) {
            case FreeChoice free -> {
                switch (free) {
                    case UNSTATED -> {
                        // as the server likes
                    }
                    case AUTO -> json.member("tool_choice", "auto");
                    case NONE -> json.member("tool_choice", "none");
                    case ANY -> json.member("tool_choice", "required");
                }
            }
            case NamedTool(var name) -> {
                json.name("tool_choice").openObject().member("type", "function");
                json.name("function")
                        .openObject()
                        .member("name", name)
                        .closeObject()
                        .closeObject();
            }
        }
    }

    private void format() {
        conversation.format().ifPresent(this::format);
    }

    private void format(AnswerFormat format) {
        json.name("response_format").openObject().member("type", "json_schema");
        json.name("json_schema").openObject().member("name", "answer");
        format.description().ifPresent(words -> json.member("description", words));
        json.name("schema").raw(format.schema());
        if (format.strict()) {
            json.member("strict", true);
        }
        json.closeObject().closeObject();
    }

    private void sampling() {
        conversation.maxOutput().ifPresent(most -> json.member("max_tokens", Math.min(most, target.maxOutput())));
        conversation.temperature().ifPresent(digits -> json.name("temperature").raw(digits));
        conversation.topP().ifPresent(digits -> json.name("top_p").raw(digits));
        if (!conversation.stop().isEmpty()) {
            json.name("stop").openArray();
            conversation.stop().forEach(json::string);
            json.closeArray();
        }
        if (conversation.cacheMark().isPresent()) {
            changed.add("cache_control");
        }
    }
}
