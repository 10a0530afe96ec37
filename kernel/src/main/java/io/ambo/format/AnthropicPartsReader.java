package io.ambo.format;

import static io.ambo.format.AnthropicMessage.text;
import static io.ambo.format.Objections.unsupported;

import io.ambo.format.Conversation.Document;
import io.ambo.format.Conversation.DocumentSource;
import io.ambo.format.Conversation.InlineFile;
import io.ambo.format.Conversation.InlineImage;
import io.ambo.format.Conversation.InlineText;
import io.ambo.format.Conversation.Link;
import io.ambo.format.Conversation.LinkedImage;
import io.ambo.format.Conversation.Marked;
import io.ambo.format.Conversation.Part;
import io.ambo.format.Conversation.Text;
import io.ambo.format.Conversation.ToolCall;
import io.ambo.format.Conversation.ToolResult;
import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the content of messages of Anthropic's format, block by block. What a model thought, and what only its issuer can
 * read, goes to no other format: it is dropped and named.
 */
final class AnthropicPartsReader {

    private static final KnownNames TEXT = KnownNames.of("type", "text", "cache_control");
    private static final KnownNames MEDIA = KnownNames.of("type", "source", "title", "cache_control");
    private static final KnownNames CALL = KnownNames.of("type", "id", "name", "input", "cache_control");
    private static final KnownNames RESULT = KnownNames.of("type", "tool_use_id", "content", "cache_control");

    private final JsonIndex index;
    private final DroppedMembers dropped;

    AnthropicPartsReader(JsonIndex index, DroppedMembers dropped) {
        this.index = index;
        this.dropped = dropped;
    }

    /** A text, or a list of blocks; a text of nothing is none. */
    List<Part> read(int content) {
        var parts = new ArrayList<Part>();
        if (index.is(content, JsonIndex.STRING)) {
            addText(index.text(content), parts);
        } else if (index.is(content, JsonIndex.ARRAY)) {
            for (var block = content + 1; block < index.next(content); block = index.next(block)) {
                var before = parts.size();
                block(block, parts);
                mark(block, parts, before);
            }
        }
        return parts;
    }

    private void mark(int block, List<Part> parts, int before) {
        var mark = CacheMarks.of(index, block, dropped);
        if (mark.isPresent() && parts.size() > before) {
            parts.set(parts.size() - 1, new Marked(parts.getLast(), mark.get()));
        }
    }

    private static void addText(String text, List<Part> parts) {
        if (!text.isBlank()) {
            parts.add(new Text(text));
        }
    }

    private void block(int block, List<Part> parts) {
        switch (text(index, block, "type")) {
            case "text" -> {
                dropped.noteAllBut(TEXT, block);
                addText(text(index, block, "text"), parts);
            }
            case "image" -> {
                dropped.noteAllBut(MEDIA, block);
                parts.add(image(block));
            }
            case "document" -> {
                dropped.noteAllBut(MEDIA, block);
                parts.add(document(block));
            }
            case "tool_use" -> {
                dropped.noteAllBut(CALL, block);
                parts.add(call(block));
            }
            case "tool_result" -> {
                dropped.noteAllBut(RESULT, block);
                var content = index.member(block, "content");
                parts.add(new ToolResult(text(index, block, "tool_use_id"), content < 0 ? List.of() : read(content)));
            }
            case "thinking", "redacted_thinking" -> dropped.note(block);
            default -> throw unsupported(index, block);
        }
    }

    private ToolCall call(int block) {
        var input = index.member(block, "input");
        var isObject = input >= 0 && index.is(input, JsonIndex.OBJECT);
        return new ToolCall(text(index, block, "id"), text(index, block, "name"), isObject ? index.raw(input) : "{}");
    }

    private Part image(int block) {
        var source = source(block);
        return switch (text(index, source, "type")) {
            case "base64" -> new InlineImage(text(index, source, "media_type"), text(index, source, "data"));
            case "url" -> new LinkedImage(text(index, source, "url"));
            default -> throw unsupported(index, source);
        };
    }

    private Document document(int block) {
        var source = source(block);
        DocumentSource data = switch (text(index, source, "type")) {
            case "base64" -> new InlineFile(text(index, source, "media_type"), text(index, source, "data"));
            case "text" -> new InlineText(text(index, source, "data"));
            case "url" -> new Link(text(index, source, "url"));
            default -> throw unsupported(index, source);
        };
        var title = text(index, block, "title");
        return new Document(title.isBlank() ? Optional.empty() : Optional.of(title), data);
    }

    private int source(int block) {
        var source = index.member(block, "source");
        if (source < 0 || !index.is(source, JsonIndex.OBJECT)) {
            throw unsupported(index, block);
        }
        return source;
    }
}
