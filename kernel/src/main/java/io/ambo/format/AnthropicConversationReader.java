package io.ambo.format;

import static io.ambo.format.AnthropicMessage.text;
import static io.ambo.format.Objections.unsupported;
import static io.ambo.format.Objections.wrongType;
import static io.ambo.format.TypedMembers.number;
import static io.ambo.format.TypedMembers.requiredText;
import static io.ambo.format.TypedMembers.stated;
import static io.ambo.format.TypedMembers.texts;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.Conversation.AnswerFormat;
import io.ambo.format.Conversation.FreeChoice;
import io.ambo.format.Conversation.NamedTool;
import io.ambo.format.Conversation.Part;
import io.ambo.format.Conversation.Speaker;
import io.ambo.format.Conversation.Text;
import io.ambo.format.Conversation.Tool;
import io.ambo.format.Conversation.ToolChoice;
import io.ambo.format.Conversation.Turn;
import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a request of Anthropic's Messages asks for, so that another format can say it. What has no counterpart but
 * changes only how the answer is made is dropped and named; what would change its meaning is refused. Used for one
 * request.
 */
final class AnthropicConversationReader {

    private static final KnownNames READ = KnownNames.of(
            "model",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "temperature",
            "top_p",
            "stop_sequences",
            "max_tokens",
            "stream",
            "output_config",
            "cache_control");

    private static final KnownNames MESSAGE = KnownNames.of("role", "content");
    private static final KnownNames TOOL =
            KnownNames.of("type", "name", "description", "input_schema", "strict", "cache_control");
    private static final KnownNames CHOICE = KnownNames.of("type", "name", "disable_parallel_tool_use");
    private static final KnownNames CONFIG = KnownNames.of("format");

    private final Request request;
    private final JsonIndex index;
    private final DroppedMembers dropped;
    private final AnthropicPartsReader parts;

    AnthropicConversationReader(Request request) {
        this.request = request;
        this.index = request.index();
        this.dropped = new DroppedMembers(index);
        this.parts = new AnthropicPartsReader(index, dropped);
    }

    Conversation read() {
        dropped.noteAllBut(READ, 0);
        var system = system();
        var turns = turns();
        if (turns.isEmpty()) {
            throw Refusal.of(Reason.INVALID_MEMBER, "request.no-turns").at("messages");
        }
        return new Conversation(
                system,
                turns,
                tools(),
                choice(),
                parallel(),
                number(index, 0, "temperature"),
                number(index, 0, "top_p"),
                texts(index, stated(index, 0, "stop_sequences")),
                request.maxOutput(),
                request.stream(),
                format(),
                CacheMarks.of(index, 0, dropped),
                dropped.paths());
    }

    private List<Part> system() {
        var node = stated(index, 0, "system");
        var texts = node < 0 ? List.<Part>of() : parts.read(node);
        for (var part : texts) {
            var bare = part instanceof Conversation.Marked(var inner, var _) ? inner : part;
            if (!(bare instanceof Text)) {
                throw unsupported("system");
            }
        }
        return texts;
    }

    private List<Turn> turns() {
        var turns = new ArrayList<Turn>();
        var messages = index.member(0, "messages");
        for (var m = messages + 1; m < index.next(messages); m = index.next(m)) {
            dropped.noteAllBut(MESSAGE, m);
            var role = index.member(m, "role");
            var speaker = switch (index.text(role)) {
                case "user" -> Speaker.USER;
                case "assistant" -> Speaker.ASSISTANT;
                default -> throw unsupported(index, role);
            };
            var content = index.member(m, "content");
            var said = content < 0 ? List.<Part>of() : parts.read(content);
            if (!said.isEmpty()) {
                turns.add(new Turn(speaker, said));
            }
        }
        return turns;
    }

    private List<Tool> tools() {
        var tools = new ArrayList<Tool>();
        var array = stated(index, 0, "tools");
        for (var tool = array + 1; array >= 0 && tool < index.next(array); tool = index.next(tool)) {
            var type = text(index, tool, "type");
            if (!type.isEmpty() && !type.equals("custom")) {
                throw unsupported(index, tool);
            }
            dropped.noteAllBut(TOOL, tool);
            tools.add(tool(tool));
        }
        return tools;
    }

    private Tool tool(int tool) {
        var description = text(index, tool, "description");
        var schema = index.member(tool, "input_schema");
        var strict = index.member(tool, "strict");
        if (schema >= 0 && !index.is(schema, JsonIndex.OBJECT)) {
            throw wrongType(index, schema, "request.type.object");
        }
        return new Tool(
                requiredText(index, tool, "name"),
                description.isEmpty() ? Optional.empty() : Optional.of(description),
                schema < 0 ? ObjectSchema.NO_MEMBERS : ObjectSchema.of(index, schema),
                strict >= 0 && index.is(strict, JsonIndex.TRUE),
                CacheMarks.of(index, tool, dropped));
    }

    private ToolChoice choice() {
        var choice = object("tool_choice");
        if (choice < 0) {
            return FreeChoice.UNSTATED;
        }
        dropped.noteAllBut(CHOICE, choice);
        return switch (text(index, choice, "type")) {
            case "auto" -> FreeChoice.AUTO;
            case "none" -> FreeChoice.NONE;
            case "any" -> FreeChoice.ANY;
            case "tool" -> new NamedTool(requiredText(index, choice, "name"));
            default -> throw unsupported(index, choice);
        };
    }

    private boolean parallel() {
        var choice = object("tool_choice");
        var alone = choice < 0 ? -1 : index.member(choice, "disable_parallel_tool_use");
        return alone < 0 || !index.is(alone, JsonIndex.TRUE);
    }

    private int object(String name) {
        var node = stated(index, 0, name);
        if (node >= 0 && !index.is(node, JsonIndex.OBJECT)) {
            throw wrongType(index, node, "request.type.object");
        }
        return node;
    }

    private Optional<AnswerFormat> format() {
        var config = object("output_config");
        if (config < 0) {
            return Optional.empty();
        }
        dropped.noteAllBut(CONFIG, config);
        var format = index.member(config, "format");
        if (format < 0 || !index.is(format, JsonIndex.OBJECT)) {
            return Optional.empty();
        }
        var schema = index.member(format, "schema");
        if (schema < 0 || !index.is(schema, JsonIndex.OBJECT)) {
            throw unsupported(index, format);
        }
        return Optional.of(new AnswerFormat(Optional.empty(), ObjectSchema.of(index, schema), true));
    }
}
