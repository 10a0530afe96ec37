package io.ambo.format;

import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.SseEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Anthropic's Messages. */
public final class AnthropicMessages implements WireFormat {

    public static final String ID = "anthropic-messages";

    public static final AnthropicMessages FORMAT = new AnthropicMessages();

    private static final String PATH = "/messages";

    private static final String END = "message_stop";

    static final SseEvent STOP = SseEvent.of(END, "{\"type\":\"message_stop\"}");

    private AnthropicMessages() {}

    /** A request whose tokens are to be counted. */
    public static Request toCount(byte[] body, int nesting) {
        return new AnthropicRequestReader(OpenAiChat.index(body, nesting)).toCount();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public KeyHeader keyHeader() {
        return new KeyHeader("x-api-key", "");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("anthropic-version", "2023-06-01");
    }

    @Override
    public Prepared adapt(Request arrived, Target target) {
        var index = arrived.index();
        var members = new Members(index);
        members.adapt(target);
        members.set(index.member(0, "model"), "\"" + JsonText.escape(target.model()) + "\"");
        return new Prepared(PATH, arrived.body(), members.edits(), true, members.dropped());
    }

    /** A new body; members are dropped and renamed by their names in it. */
    @Override
    public Prepared write(Request arrived, Target target) {
        if (arrived.operation() == Operation.EMBEDDINGS) {
            throw Objections.unsupported("input");
        }
        var conversation = Conversation.of(arrived);
        var writer = new AnthropicWriter(conversation, target, AnswerTool.nameFor(arrived));
        var index = index(writer.write());
        var members = new Members(index);
        members.adapt(target);
        var dropped = new LinkedHashSet<>(conversation.dropped());
        dropped.addAll(writer.changed());
        dropped.addAll(members.dropped());
        return new Prepared(PATH, AnthropicLabels.label(index), members.edits(), false, List.copyOf(dropped));
    }

    static JsonIndex index(byte[] written) {
        try {
            return JsonIndex.of(written);
        } catch (JsonException e) {
            throw new IllegalStateException("wrote what is not JSON", e);
        }
    }

    @Override
    public ReplyReader reader(Request arrived) {
        return new AnthropicReplyReader();
    }

    @Override
    public ReplyPartReader partReader(Request arrived) {
        return new AnthropicPartReader(AnswerTool.nameFor(arrived));
    }

    @Override
    public ReplyPartWriter partWriter(Request arrived, long createdSeconds) {
        return new AnthropicPartWriter();
    }

    @Override
    public AddedWords addedWords() {
        return new AnthropicAddedWords();
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.ANTHROPIC;
    }

    @Override
    public SseEvent endOfStream() {
        return STOP;
    }

    /** By its type, or by what it says where it came without. */
    @Override
    public boolean isEnd(SseEvent event) {
        return event.type().equals(END)
                || event.type().isEmpty()
                        && event.dataLength() < 200
                        && event.data().contains("\"" + END + "\"");
    }
}
