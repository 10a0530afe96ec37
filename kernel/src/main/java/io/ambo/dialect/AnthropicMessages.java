package io.ambo.dialect;

import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Anthropic's Messages: an upstream's dialect, behind OpenAI's surface. */
public final class AnthropicMessages implements Dialect {

    public static final String ID = "anthropic-messages";

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

    /** A new body; members are dropped and renamed by their names in it. */
    @Override
    public Prepared prepare(Request arrived, Target target) {
        if (arrived.operation() == Operation.EMBEDDINGS) {
            throw Objections.unsupported("input");
        }
        var conversation = new ConversationReader(arrived).read();
        var writer = new AnthropicWriter(conversation, target, AnswerTool.nameFor(arrived));
        var index = index(writer.write());
        var members = new Members(index);
        members.adapt(target);
        var dropped = new LinkedHashSet<>(conversation.dropped());
        dropped.addAll(writer.changed());
        dropped.addAll(members.dropped());
        return new Prepared("/messages", AnthropicLabels.label(index), members.edits(), false, List.copyOf(dropped));
    }

    private static JsonIndex index(byte[] written) {
        try {
            return JsonIndex.of(written);
        } catch (JsonException e) {
            throw new IllegalStateException("wrote what is not JSON", e);
        }
    }

    @Override
    public ReplyTranslator translator(Request arrived, long createdSeconds) {
        return new AnthropicReply(createdSeconds, AnswerTool.nameFor(arrived));
    }
}
