package io.ambo.format;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.SseEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** OpenAI's chat completions and embeddings: the wire format of most callers and upstreams. */
public final class OpenAiChat implements WireFormat {

    public static final String ID = "openai-chat";

    public static final OpenAiChat FORMAT = new OpenAiChat();

    static final SseEvent DONE = SseEvent.of("[DONE]");

    private OpenAiChat() {}

    /** The default limit on nesting. */
    public static final int USUAL_NESTING = 64;

    /** What a caller sent, read and checked; members that are not known are carried. */
    public static Request read(byte[] body) {
        return read(body, USUAL_NESTING);
    }

    /** The same with another limit to the levels of its JSON. */
    public static Request read(byte[] body, int nesting) {
        return new OpenAiRequestReader(index(body, nesting)).read();
    }

    /** The index of what a caller sent. */
    static JsonIndex index(byte[] body, int nesting) {
        try {
            return JsonIndex.limited(body, JsonIndex.MOST_OF_A_REQUEST, nesting);
        } catch (JsonException e) {
            if (e.fault() == JsonException.Fault.TOO_MANY_VALUES) {
                throw Refusal.of(
                        Reason.TOO_LARGE, "request.json.too-many-values", e.offset(), JsonIndex.MOST_OF_A_REQUEST);
            }
            var fault =
                    "request.json." + e.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw Refusal.of(Reason.MALFORMED_REQUEST, fault, e.offset(), nesting)
                    .hint("request.json.hint");
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public KeyHeader keyHeader() {
        return new KeyHeader("authorization", "Bearer ");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public Prepared adapt(Request arrived, Target target) {
        var index = arrived.index();
        var members = new Members(index);
        members.adapt(target);
        members.set(index.member(0, "model"), "\"" + JsonText.escape(target.model()) + "\"");
        if (!target.namedTool()) {
            NamedTool.alone(index, members);
        }
        if (arrived.stream() && !arrived.includeUsage() && target.includeUsage() && !target.drops("stream_options")) {
            askForUsage(index, members);
        }
        return new Prepared(path(arrived.operation()), arrived.body(), members.edits(), true, members.dropped());
    }

    @Override
    public Prepared write(Request arrived, Target target) {
        var conversation = Conversation.of(arrived);
        var writer = new OpenAiWriter(conversation, target);
        var index = AnthropicMessages.index(writer.write());
        var members = new Members(index);
        members.adapt(target);
        if (!target.namedTool()) {
            NamedTool.alone(index, members);
        }
        var dropped = new LinkedHashSet<>(conversation.dropped());
        dropped.addAll(writer.changed());
        dropped.addAll(members.dropped());
        return new Prepared(
                path(Operation.CHAT), OpenAiLabels.label(index), members.edits(), false, List.copyOf(dropped));
    }

    private static String path(Operation operation) {
        return switch (operation) {
            case CHAT -> "/chat/completions";
            case EMBEDDINGS -> "/embeddings";
        };
    }

    private static void askForUsage(JsonIndex index, Members members) {
        var options = index.member(0, "stream_options");
        if (options < 0) {
            members.add(0, "stream_options", "{\"include_usage\":true}");
            return;
        }
        var wish = index.member(options, "include_usage");
        if (wish >= 0) {
            members.set(wish, "true");
        } else if (index.is(options, JsonIndex.OBJECT)) {
            members.add(options, "include_usage", "true");
        } else {
            members.set(options, "{\"include_usage\":true}");
        }
    }

    @Override
    public ReplyReader reader(Request arrived) {
        return new OpenAiReplyReader(arrived.choices());
    }

    @Override
    public ReplyPartReader partReader(Request arrived) {
        return new OpenAiPartReader();
    }

    @Override
    public ReplyPartWriter partWriter(Request arrived, long createdSeconds) {
        return new OpenAiPartWriter(createdSeconds, arrived.includeUsage());
    }

    @Override
    public AddedWords addedWords() {
        return new OpenAiAddedWords();
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.OPENAI;
    }

    @Override
    public SseEvent endOfStream() {
        return DONE;
    }

    @Override
    public boolean isEnd(SseEvent event) {
        return event.isDone();
    }
}
