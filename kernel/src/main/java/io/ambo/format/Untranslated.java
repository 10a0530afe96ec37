package io.ambo.format;

import io.ambo.wire.SseEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A reply in the caller's own format: every byte goes on as it came, the event that ends the stream behind all others. */
final class Untranslated implements ReplyTranslator {

    private final WireFormat format;
    private @Nullable SseEvent last;

    Untranslated(WireFormat format) {
        this.format = format;
    }

    @Override
    public void event(SseEvent event, Consumer<SseEvent> out) {
        if (format.isEnd(event)) {
            last = event;
        } else {
            out.accept(event);
        }
    }

    @Override
    public void end(Consumer<SseEvent> out) {
        out.accept(last == null ? format.endOfStream() : last);
    }

    @Override
    public byte[] whole(byte[] body) {
        return body;
    }
}
