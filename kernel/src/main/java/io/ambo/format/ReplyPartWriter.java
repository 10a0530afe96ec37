package io.ambo.format;

import io.ambo.wire.SseEvent;
import java.util.function.Consumer;

/** Writes one reply in a format, from parts; streamed by {@link #part} and {@link #end}, or whole by the other two. */
interface ReplyPartWriter {

    /** Hands on the events of a stream that a part becomes. */
    void part(ReplyPart part, Consumer<SseEvent> out);

    /** Hands on the events that end the stream. */
    void end(Consumer<SseEvent> out);

    /** Takes a part of a whole reply. */
    void collect(ReplyPart part);

    /** The whole reply, of all parts that were collected. */
    byte[] whole();
}
