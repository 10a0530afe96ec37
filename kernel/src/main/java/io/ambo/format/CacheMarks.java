package io.ambo.format;

import io.ambo.format.Conversation.CacheMark;
import io.ambo.wire.JsonIndex;
import java.util.Optional;

/** Reads {@code cache_control} where callers put it: beside a text, a tool, a message or the request. */
final class CacheMarks {

    private static final String NAME = "cache_control";

    private CacheMarks() {}

    /** The mark of an object; one of a kind that is not known is dropped and named. */
    static Optional<CacheMark> of(JsonIndex index, int object, DroppedMembers dropped) {
        var control = index.member(object, NAME);
        if (control < 0 || index.is(control, JsonIndex.NULL)) {
            return Optional.empty();
        }
        var type = index.member(control, "type");
        if (type < 0 || !index.is(type, JsonIndex.STRING) || !index.named(type, "ephemeral")) {
            dropped.note(control);
            return Optional.empty();
        }
        var lifetime = index.member(control, "ttl");
        if (lifetime < 0 || !index.is(lifetime, JsonIndex.STRING)) {
            return Optional.of(new CacheMark(Optional.empty()));
        }
        if (!index.named(lifetime, "5m") && !index.named(lifetime, "1h")) {
            dropped.note(lifetime);
            return Optional.of(new CacheMark(Optional.empty()));
        }
        return Optional.of(new CacheMark(Optional.of(index.text(lifetime))));
    }
}
