package io.ambo.format;

import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.SseEvent;
import java.util.Optional;

/** Finds texts, counts and the end in a reply of OpenAI's format. */
final class OpenAiReplyReader implements ReplyReader {

    private final StreamCompleteness completeness;
    private boolean ended;

    /** For a request of so many answers. */
    OpenAiReplyReader(long choices) {
        completeness = new StreamCompleteness(choices);
    }

    @Override
    public Optional<ReplyFrame> event(SseEvent event) throws JsonException {
        if (event.isDone()) {
            ended = true;
            return Optional.empty();
        }
        var index = JsonIndex.of(event.bytes(), event.dataStart(), event.dataEnd());
        if (!index.is(0, JsonIndex.OBJECT)) {
            throw new JsonException(JsonException.Fault.UNEXPECTED_BYTE, index.start(0));
        }
        var frame = OpenAiReply.read(index);
        completeness.take(frame);
        return Optional.of(frame);
    }

    @Override
    public ReplyFrame whole(byte[] body) throws JsonException {
        return OpenAiReply.read(JsonIndex.of(body));
    }

    @Override
    public boolean isAnswer(ReplyFrame whole) {
        return OpenAiReply.hasMessage(whole.index());
    }

    @Override
    public Continuation beside(ReplyFrame frame) {
        return new OpenAiContinuation(frame.index());
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean isWhole() {
        return completeness.isWhole();
    }
}
