package io.ambo.pipeline;

import io.ambo.format.ReplyFrame;
import io.ambo.format.ReplyReader;
import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.Optional;

/** Reads a reply as another reader does, and lets it be remembered who issued what is sealed in it. */
record SealedReader(ReplyReader reader, AnswerSteps steps, AttemptRecord attempt) implements ReplyReader {

    @Override
    public Optional<ReplyFrame> event(SseEvent event) throws JsonException {
        var frame = reader.event(event);
        if (frame.isPresent()) {
            steps.replied(attempt, frame.get().index());
        }
        return frame;
    }

    @Override
    public ReplyFrame whole(byte[] body) throws JsonException {
        var frame = reader.whole(body);
        steps.replied(attempt, frame.index());
        return frame;
    }

    @Override
    public boolean isAnswer(ReplyFrame whole) {
        return reader.isAnswer(whole);
    }

    @Override
    public Continuation beside(ReplyFrame frame) {
        return reader.beside(frame);
    }

    @Override
    public boolean ended() {
        return reader.ended();
    }

    @Override
    public boolean isWhole() {
        return reader.isWhole();
    }
}
