package io.ambo.format;

import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.function.Consumer;

/** A reply read in one format and written in another, part by part. */
final class Translation implements ReplyTranslator {

    private final ReplyPartReader reader;
    private final ReplyPartWriter writer;

    Translation(ReplyPartReader reader, ReplyPartWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public void event(SseEvent event, Consumer<SseEvent> out) throws JsonException {
        reader.event(event, part -> writer.part(part, out));
    }

    @Override
    public void end(Consumer<SseEvent> out) {
        reader.end(part -> writer.part(part, out));
        writer.end(out);
    }

    @Override
    public byte[] whole(byte[] body) throws JsonException {
        reader.whole(body, writer::collect);
        return writer.whole();
    }
}
