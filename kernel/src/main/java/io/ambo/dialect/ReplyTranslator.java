package io.ambo.dialect;

import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.function.Consumer;

/** Turns one upstream's reply into the callers' dialect; used for one reply and thrown away. */
public interface ReplyTranslator {

    /** Hands on what this event of a stream becomes: none, one or several events. */
    void event(SseEvent event, Consumer<SseEvent> out) throws JsonException;

    /** What a whole reply becomes. */
    byte[] whole(byte[] body) throws JsonException;

    /** Whether the stream came to its proper end. */
    boolean ended();

    /** What an upstream's error body says, as it came. */
    default UpstreamError error(byte[] body) {
        return UpstreamError.of(body);
    }
}
