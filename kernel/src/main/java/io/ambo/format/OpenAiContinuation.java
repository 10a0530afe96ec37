package io.ambo.format;

import static io.ambo.format.OpenAiReply.ELEMENT;

import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import io.ambo.wire.SseEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes chunks that carry further text of a channel, with the identity of the chunk that they stand beside. */
final class OpenAiContinuation implements ReplyReader.Continuation {

    /** Longer values of the identity are left out, so that many chunks do not repeat what is long. */
    private static final int LONGEST_IDENTITY = 256;

    private final JsonIndex like;
    private @Nullable Map<String, String> identity;

    OpenAiContinuation(JsonIndex like) {
        this.like = like;
    }

    /** Chunks of a stream that has said nothing of itself. */
    static OpenAiContinuation nameless() {
        var nameless = new OpenAiContinuation(AnthropicMessages.index(new byte[] {'{', '}'}));
        nameless.identity = Map.of("object", "\"chat.completion.chunk\"");
        return nameless;
    }

    /** A chunk that ends a choice, because a guard replaced it. */
    SseEvent filtered(int choice, String guard) {
        var json = new JsonWriter().openObject();
        identity().forEach((name, value) -> json.name(name).raw(value));
        json.name("choices").openArray().openObject().member("index", choice);
        json.name("delta").openObject().closeObject();
        json.member("finish_reason", "content_filter").closeObject().closeArray();
        OpenAiAddedWords.blocked(json, guard);
        return SseEvent.of(json.closeObject().toString());
    }

    @Override
    public SseEvent event(ContentStream channel, String text) {
        var json = new JsonWriter().openObject();
        identity().forEach((name, value) -> json.name(name).raw(value));
        json.name("choices").openArray().openObject().member("index", channel.group());
        json.name("delta").openObject();
        if (channel.tool() >= 0) {
            json.name("tool_calls").openArray().openObject().member("index", channel.tool());
        }
        member(json, channel.field(), text);
        if (channel.tool() >= 0) {
            json.closeObject().closeArray();
        }
        json.closeObject().name("finish_reason").nothing();
        return SseEvent.of(json.closeObject().closeArray().closeObject().toString());
    }

    /** Looked up once for all texts that end with one chunk. */
    private Map<String, String> identity() {
        if (identity == null) {
            identity = new LinkedHashMap<>();
            for (var name : List.of("id", "object", "created", "model")) {
                var node = like.member(0, name);
                if (node >= 0 && like.end(node) - like.start(node) <= LONGEST_IDENTITY) {
                    identity.put(name, like.raw(node));
                }
            }
        }
        return identity;
    }

    /** A member at a path such as {@code function.arguments}, in the objects and arrays that the path goes through. */
    private static void member(JsonWriter json, String path, String text) {
        var dot = path.indexOf('.');
        var step = dot < 0 ? path : path.substring(0, dot);
        var inArray = step.endsWith(ELEMENT);
        json.name(inArray ? step.substring(0, step.length() - ELEMENT.length()) : step);
        if (inArray) {
            json.openArray();
        }
        if (dot < 0) {
            json.string(text);
        } else {
            json.openObject();
            member(json, path.substring(dot + 1), text);
            json.closeObject();
        }
        if (inArray) {
            json.closeArray();
        }
    }
}
