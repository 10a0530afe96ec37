package io.ambo.format;

import static io.ambo.format.Objections.unsupported;
import static io.ambo.format.Objections.wrongType;
import static io.ambo.format.TypedMembers.number;
import static io.ambo.format.TypedMembers.requiredObject;
import static io.ambo.format.TypedMembers.requiredText;
import static io.ambo.format.TypedMembers.stated;
import static io.ambo.format.TypedMembers.texts;

import io.ambo.format.Conversation.AnswerFormat;
import io.ambo.format.Conversation.CacheMark;
import io.ambo.format.Conversation.FreeChoice;
import io.ambo.format.Conversation.NamedTool;
import io.ambo.format.Conversation.Tool;
import io.ambo.format.Conversation.ToolChoice;
import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an OpenAI chat request, so that it can be written in another format. What has no counterpart but changes
 * only how the answer is made is dropped and named; what would change its meaning is refused. Used for one request.
 */
final class ConversationReader {

    private static final KnownNames READ = KnownNames.of(
            "model",
            "messages",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "temperature",
            "top_p",
            "stop",
            "max_tokens",
            "max_completion_tokens",
            "stream",
            "stream_options",
            "n",
            "cache_control",
            "response_format",
            "functions",
            "function_call");

    private static final KnownNames TOOL = KnownNames.of("type", "function", "cache_control");
    private static final KnownNames FUNCTION = KnownNames.of("name", "description", "parameters", "strict");
    private static final KnownNames FORMAT = KnownNames.of("type", "json_schema");
    private static final KnownNames SCHEMA = KnownNames.of("name", "description", "schema", "strict");
    private static final KnownNames STREAM = KnownNames.of("include_usage");

    private final Request request;
    private final JsonIndex index;
    private final DroppedMembers dropped;

    ConversationReader(Request request) {
        this.request = request;
        this.index = request.index();
        this.dropped = new DroppedMembers(index);
    }

    Conversation read() {
        refuseWithoutCounterpart();
        var turns = new TurnReader(index, dropped);
        turns.read(index.member(0, "messages"));
        var tools = tools();
        var parallel = index.member(0, "parallel_tool_calls");
        return new Conversation(
                turns.system(),
                turns.turns(),
                tools,
                choice(),
                parallel < 0 || !index.is(parallel, JsonIndex.FALSE),
                number(index, 0, "temperature"),
                number(index, 0, "top_p"),
                stop(),
                request.maxOutput(),
                request.stream(),
                format(),
                CacheMarks.of(index, 0, dropped),
                dropped.paths());
    }

    private void refuseWithoutCounterpart() {
        if (request.choices() > 1) {
            throw unsupported("n");
        }
        for (var name : List.of("functions", "function_call")) {
            var node = stated(index, 0, name);
            if (node >= 0 && !(index.is(node, JsonIndex.ARRAY) && index.next(node) == node + 1)) {
                throw unsupported(name);
            }
        }
        dropped.noteAllBut(READ, 0);
        var options = index.member(0, "stream_options");
        if (options >= 0 && index.is(options, JsonIndex.OBJECT)) {
            dropped.noteAllBut(STREAM, options);
        }
    }

    private Optional<AnswerFormat> format() {
        var format = stated(index, 0, "response_format");
        var type = format < 0 ? -1 : index.member(format, "type");
        if (type < 0 || index.named(type, "text")) {
            return Optional.empty();
        }
        if (index.named(type, "json_object")) {
            return Optional.of(new AnswerFormat(Optional.empty(), ObjectSchema.ANY_MEMBERS, false));
        }
        if (!index.named(type, "json_schema")) {
            throw unsupported(index, type);
        }
        dropped.noteAllBut(FORMAT, format);
        return Optional.of(schemaFormat(requiredObject(index, format, "json_schema")));
    }

    private AnswerFormat schemaFormat(int named) {
        dropped.noteAllBut(SCHEMA, named);
        var description = index.member(named, "description");
        var schema = index.member(named, "schema");
        var strict = index.member(named, "strict");
        return new AnswerFormat(
                description >= 0 && index.is(description, JsonIndex.STRING)
                        ? Optional.of(index.text(description))
                        : Optional.empty(),
                schema(schema, ObjectSchema.ANY_MEMBERS),
                strict >= 0 && index.is(strict, JsonIndex.TRUE));
    }

    /** The schema at a node that is an object, or another where it is left out. */
    private String schema(int schema, String otherwise) {
        if (schema < 0 || index.is(schema, JsonIndex.NULL)) {
            return otherwise;
        }
        if (!index.is(schema, JsonIndex.OBJECT)) {
            throw wrongType(index, schema, "request.type.object");
        }
        if (ObjectSchema.isOfAnother(index, schema)) {
            throw unsupported(index, index.member(schema, "type"));
        }
        return ObjectSchema.of(index, schema);
    }

    private List<Tool> tools() {
        var tools = new ArrayList<Tool>();
        var array = stated(index, 0, "tools");
        for (var tool = array + 1; array >= 0 && tool < index.next(array); tool = index.next(tool)) {
            var type = index.member(tool, "type");
            if (type >= 0 && !index.is(type, JsonIndex.NULL) && !index.named(type, "function")) {
                throw unsupported(index, tool);
            }
            dropped.noteAllBut(TOOL, tool);
            tools.add(tool(requiredObject(index, tool, "function"), CacheMarks.of(index, tool, dropped)));
        }
        return tools;
    }

    private Tool tool(int function, Optional<CacheMark> mark) {
        dropped.noteAllBut(FUNCTION, function);
        var description = index.member(function, "description");
        var strict = index.member(function, "strict");
        return new Tool(
                requiredText(index, function, "name"),
                description >= 0 && index.is(description, JsonIndex.STRING)
                        ? Optional.of(index.text(description))
                        : Optional.empty(),
                schema(index.member(function, "parameters"), ObjectSchema.NO_MEMBERS),
                strict >= 0 && index.is(strict, JsonIndex.TRUE),
                mark);
    }

    private ToolChoice choice() {
        var choice = stated(index, 0, "tool_choice");
        if (choice < 0) {
            return FreeChoice.UNSTATED;
        }
        if (index.is(choice, JsonIndex.STRING)) {
            return switch (index.text(choice)) {
                case "auto" -> FreeChoice.AUTO;
                case "none" -> FreeChoice.NONE;
                case "required" -> FreeChoice.ANY;
                default -> throw unsupported(index, choice);
            };
        }
        var type = index.member(choice, "type");
        if (type < 0 || !index.named(type, "function")) {
            throw unsupported(index, choice);
        }
        return new NamedTool(requiredText(index, requiredObject(index, choice, "function"), "name"));
    }

    private List<String> stop() {
        var stop = stated(index, 0, "stop");
        if (stop < 0) {
            return List.of();
        }
        if (index.is(stop, JsonIndex.STRING)) {
            return List.of(index.text(stop));
        }
        return texts(index, stop);
    }
}
