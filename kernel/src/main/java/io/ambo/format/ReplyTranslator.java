package io.ambo.format;

import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.function.Consumer;

/** Turns one upstream's reply, already restored, into the caller's format; used for one reply and thrown away. */
public interface ReplyTranslator {

    /** Hands on what this event of a stream becomes: none, one or several events. */
    void event(SseEvent event, Consumer<SseEvent> out) throws JsonException;

    /** Hands on what ends the stream; called once, when the answer is known to be whole. */
    void end(Consumer<SseEvent> out);

    /** What a whole reply becomes. */
    byte[] whole(byte[] body) throws JsonException;
}
