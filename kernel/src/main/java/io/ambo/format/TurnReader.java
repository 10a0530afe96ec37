package io.ambo.format;

import static io.ambo.format.Objections.unsupported;
import static io.ambo.format.Objections.wrongType;
import static io.ambo.format.TypedMembers.requiredText;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.Conversation.Marked;
import io.ambo.format.Conversation.Part;
import io.ambo.format.Conversation.Speaker;
import io.ambo.format.Conversation.Text;
import io.ambo.format.Conversation.ToolCall;
import io.ambo.format.Conversation.ToolResult;
import io.ambo.format.Conversation.Turn;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import java.util.ArrayList;
import java.util.List;

/** Reads the messages of an OpenAI chat request, each into one turn or the system's texts; used for one request. */
final class TurnReader {

    private static final KnownNames ASSISTANT =
            KnownNames.of("role", "content", "tool_calls", "refusal", "function_call", "cache_control");
    private static final KnownNames TOOL = KnownNames.of("role", "content", "tool_call_id", "cache_control");
    private static final KnownNames OTHERS = KnownNames.of("role", "content", "cache_control");
    private static final KnownNames CALL = KnownNames.of("id", "type", "function");
    private static final KnownNames FUNCTION = KnownNames.of("name", "arguments");

    private final JsonIndex index;
    private final DroppedMembers dropped;
    private final PartReader reader;
    private final List<Part> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Part> results = new ArrayList<>();

    TurnReader(JsonIndex index, DroppedMembers dropped) {
        this.index = index;
        this.dropped = dropped;
        this.reader = new PartReader(index, dropped);
    }

    List<Part> system() {
        return system;
    }

    List<Turn> turns() {
        return turns;
    }

    void read(int messages) {
        for (var m = messages + 1; m < index.next(messages); m = index.next(m)) {
            message(m);
        }
        endResults();
        endWithoutBlanks();
        if (turns.isEmpty()) {
            throw Refusal.of(Reason.INVALID_MEMBER, "request.no-turns").at("messages");
        }
    }

    private void message(int message) {
        var role = index.member(message, "role");
        var who = index.text(role);
        dropped.noteAllBut(
                switch (who) {
                    case "assistant" -> ASSISTANT;
                    case "tool" -> TOOL;
                    default -> OTHERS;
                },
                message);
        switch (who) {
            case "system", "developer" -> system(message, role);
            case "user" -> turn(Speaker.USER, marked(message, reader.content(message)));
            case "assistant" -> turn(Speaker.ASSISTANT, marked(message, said(message)));
            case "tool" -> results.addAll(marked(message, List.of(result(message))));
            default -> throw unsupported(index, role);
        }
    }

    /** Instructions are told before all turns; the place of one that came between them is lost. */
    private void system(int message, int role) {
        if (!turns.isEmpty() || !results.isEmpty()) {
            dropped.note(role);
        }
        for (var part : marked(message, reader.content(message))) {
            if (!(part instanceof Text) && !(part instanceof Marked(Text _, var _))) {
                throw unsupported(index, index.member(message, "content"));
            }
            system.add(part);
        }
    }

    private ToolResult result(int message) {
        var id = index.member(message, "tool_call_id");
        var arrived = id >= 0 && index.is(id, JsonIndex.NULL) ? "" : requiredText(index, message, "tool_call_id");
        return new ToolResult(arrived, reader.content(message));
    }

    /** A mark beside the content of a message stands at its end. */
    private List<Part> marked(int message, List<Part> parts) {
        if (parts.isEmpty() || parts.getLast() instanceof Marked) {
            return parts;
        }
        var mark = CacheMarks.of(index, message, dropped);
        if (mark.isEmpty()) {
            return parts;
        }
        var all = new ArrayList<>(parts);
        all.set(all.size() - 1, new Marked(all.getLast(), mark.get()));
        return all;
    }

    /** A turn without any part cannot be expressed in another format. */
    private void turn(Speaker speaker, List<Part> parts) {
        if (!parts.isEmpty()) {
            endResults();
            turns.add(new Turn(speaker, parts));
        }
    }

    /** Results that follow one another answer one turn of calls, so they are one turn, too. */
    private void endResults() {
        if (!results.isEmpty()) {
            turns.add(new Turn(Speaker.USER, results));
            results.clear();
        }
    }

    /** Words of an answer that is to be continued must not end in blanks: the rest would begin behind them. */
    private void endWithoutBlanks() {
        if (turns.isEmpty() || turns.getLast().speaker() != Speaker.ASSISTANT) {
            return;
        }
        var parts = new ArrayList<>(turns.getLast().parts());
        if (parts.getLast() instanceof Text(var text) && !text.stripTrailing().equals(text)) {
            parts.set(parts.size() - 1, new Text(text.stripTrailing()));
            turns.set(turns.size() - 1, new Turn(Speaker.ASSISTANT, parts));
            reader.noteLastText();
        }
    }

    private List<Part> said(int message) {
        var parts = new ArrayList<>(reader.content(message));
        reader.addText(index.member(message, "refusal"), parts);
        var function = index.member(message, "function_call");
        if (function >= 0 && !index.is(function, JsonIndex.NULL)) {
            throw unsupported(index, function);
        }
        var calls = index.member(message, "tool_calls");
        if (calls < 0 || index.is(calls, JsonIndex.NULL)) {
            return parts;
        }
        if (!index.is(calls, JsonIndex.ARRAY)) {
            throw wrongType(index, calls, "request.type.array");
        }
        for (var call = calls + 1; call < index.next(calls); call = index.next(call)) {
            parts.add(call(call));
        }
        return parts;
    }

    private ToolCall call(int call) {
        var function = index.member(call, "function");
        if (function < 0) {
            throw unsupported(index, call);
        }
        dropped.noteAllBut(CALL, call);
        var name = requiredText(index, function, "name");
        dropped.noteAllBut(FUNCTION, function);
        var id = index.member(call, "id");
        return new ToolCall(
                id >= 0 && index.is(id, JsonIndex.NULL) ? "" : requiredText(index, call, "id"), name, input(function));
    }

    /** The arguments as they stand; nothing at all means no arguments. */
    private String input(int function) {
        var arguments = index.member(function, "arguments");
        if (arguments < 0 || index.is(arguments, JsonIndex.NULL)) {
            return "{}";
        }
        if (!index.is(arguments, JsonIndex.STRING)) {
            throw wrongType(index, arguments, "request.type.string");
        }
        var text = index.text(arguments);
        if (text.isBlank()) {
            return "{}";
        }
        try {
            if (JsonIndex.of(JsonText.bytes(index, arguments)).is(0, JsonIndex.OBJECT)) {
                return text;
            }
        } catch (JsonException e) {
            // refused below, like any other text that is no object
        }
        var path = Objections.path(index, arguments);
        throw Refusal.of(Reason.INVALID_MEMBER, "request.arguments-not-json", path)
                .hint("request.arguments-not-json.hint")
                .at(path);
    }
}
