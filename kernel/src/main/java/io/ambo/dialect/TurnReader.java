package io.ambo.dialect;

import static io.ambo.dialect.Objections.missing;
import static io.ambo.dialect.Objections.unsupported;
import static io.ambo.dialect.Objections.wrongType;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.dialect.Conversation.InlineImage;
import io.ambo.dialect.Conversation.LinkedImage;
import io.ambo.dialect.Conversation.Part;
import io.ambo.dialect.Conversation.Speaker;
import io.ambo.dialect.Conversation.Text;
import io.ambo.dialect.Conversation.ToolCall;
import io.ambo.dialect.Conversation.ToolResult;
import io.ambo.dialect.Conversation.Turn;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import java.util.ArrayList;
import java.util.List;

/** Reads the messages of an OpenAI chat request, each into one turn or the system's texts; used for one request. */
final class TurnReader {

    private static final KnownNames READ = KnownNames.of(
            "role", "content", "tool_calls", "tool_call_id", "refusal", "function_call", "type", "text", "image_url");

    private final JsonIndex index;
    private final DroppedMembers dropped;
    private final List<String> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Part> results = new ArrayList<>();

    TurnReader(JsonIndex index, DroppedMembers dropped) {
        this.index = index;
        this.dropped = dropped;
    }

    List<String> system() {
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
        if (turns.isEmpty()) {
            throw Refusal.of(Reason.INVALID_MEMBER, "request.no-turns").at("messages");
        }
    }

    private void message(int message) {
        dropped.noteAllBut(READ, message);
        var role = index.member(message, "role");
        switch (index.text(role)) {
            case "system", "developer" -> system(message);
            case "user" -> turn(Speaker.USER, content(message));
            case "assistant" -> turn(Speaker.ASSISTANT, said(message));
            case "tool" -> results.add(new ToolResult(text(message, "tool_call_id"), content(message)));
            default -> throw unsupported(index, role);
        }
    }

    private void system(int message) {
        for (var part : content(message)) {
            if (!(part instanceof Text(var text))) {
                throw unsupported(index, index.member(message, "content"));
            }
            system.add(text);
        }
    }

    /** A turn without any part is nothing that another dialect could say. */
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

    private List<Part> said(int message) {
        var parts = new ArrayList<>(content(message));
        addText(index.member(message, "refusal"), parts);
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
        return new ToolCall(text(call, "id"), text(function, "name"), input(function));
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

    private List<Part> content(int message) {
        var content = index.member(message, "content");
        var parts = new ArrayList<Part>();
        if (content < 0 || !index.is(content, JsonIndex.ARRAY)) {
            addText(content, parts);
            return parts;
        }
        for (var part = content + 1; part < index.next(content); part = index.next(part)) {
            dropped.noteAllBut(READ, part);
            part(part, parts);
        }
        return parts;
    }

    private void part(int part, List<Part> parts) {
        var type = index.member(part, "type");
        switch (index.text(type)) {
            case "text" -> addText(index.member(part, "text"), parts);
            case "refusal" -> addText(index.member(part, "refusal"), parts);
            case "image_url" -> parts.add(image(part));
            default -> throw unsupported(index, type);
        }
    }

    private Part image(int part) {
        var image = index.member(part, "image_url");
        if (image < 0) {
            throw missing(index, part, "image_url");
        }
        var address = index.member(image, "url");
        var url = address < 0 && index.is(image, JsonIndex.STRING) ? index.text(image) : text(image, "url");
        if (url.startsWith("https://") || url.startsWith("http://")) {
            return new LinkedImage(url);
        }
        var comma = url.indexOf(";base64,");
        if (!url.startsWith("data:") || comma < 0) {
            throw unsupported(index, address < 0 ? image : address);
        }
        return new InlineImage(url.substring("data:".length(), comma), url.substring(comma + ";base64,".length()));
    }

    private void addText(int node, List<Part> parts) {
        if (node >= 0 && index.is(node, JsonIndex.STRING) && index.end(node) > index.start(node)) {
            parts.add(new Text(index.text(node)));
        }
    }

    private String text(int object, String name) {
        var node = index.member(object, name);
        if (node < 0) {
            throw missing(index, object, name);
        }
        if (!index.is(node, JsonIndex.STRING)) {
            throw wrongType(index, node, "request.type.string");
        }
        return index.text(node);
    }
}
