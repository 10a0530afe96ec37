package io.ambo.format;

import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.function.Consumer;

/** Reads one reply of a format into parts that any other can write; what has no counterpart anywhere is passed over. */
interface ReplyPartReader {

    /** Hands on what an event of a stream says. */
    void event(SseEvent event, Consumer<ReplyPart> out) throws JsonException;

    /** Hands on what is left when the stream is at its end. */
    void end(Consumer<ReplyPart> out);

    /** Hands on all that a whole reply says. */
    void whole(byte[] body, Consumer<ReplyPart> out) throws JsonException;
}
