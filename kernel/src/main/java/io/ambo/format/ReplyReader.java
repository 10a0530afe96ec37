package io.ambo.format;

import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.Optional;

/** Finds in one reply, in its upstream's own format, the texts that may have to be restored, the counts and the end. */
public interface ReplyReader {

    /**
     * What an event of a stream says; nothing, where it holds nothing to be read.
     *
     * @throws JsonException it is none of this format's, or the stream says more than any request asks for
     */
    Optional<ReplyFrame> event(SseEvent event) throws JsonException;

    /** What a whole reply says. */
    ReplyFrame whole(byte[] body) throws JsonException;

    /** Whether a whole reply has an answer in it, though there may be nothing in that. */
    boolean isAnswer(ReplyFrame whole);

    /** Events that carry further text, beside this frame. */
    Continuation beside(ReplyFrame frame);

    /** Whether the stream said that it is at its end. */
    boolean ended();

    /** Whether everything that the stream began has come to its end, though it may not have said that it is done. */
    boolean isWhole();

    /** Writes events that carry further text of a channel. */
    interface Continuation {
        SseEvent event(ContentStream channel, String text);
    }
}
