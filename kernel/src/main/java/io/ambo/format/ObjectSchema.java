package io.ambo.format;

import io.ambo.wire.Edits;
import io.ambo.wire.JsonIndex;
import java.nio.charset.StandardCharsets;

/** Schemas of JSON objects, as formats want them that insist on the word {@code object}. */
final class ObjectSchema {

    /** The schema of a tool without parameters. */
    static final String NO_MEMBERS = "{\"type\":\"object\",\"properties\":{}}";

    /** The schema of any object. */
    static final String ANY_MEMBERS = "{\"type\":\"object\",\"additionalProperties\":true}";

    private ObjectSchema() {}

    /** The schema at a node, which is an object, with the type that it leaves out or writes as a list or as nothing. */
    static String of(JsonIndex index, int schema) {
        var type = index.member(schema, "type");
        if (type >= 0 && index.is(type, JsonIndex.STRING) && !index.text(type).isBlank()) {
            return index.raw(schema);
        }
        var edits = new Edits();
        if (type < 0) {
            var at = index.start(schema) + 1;
            var comma = index.next(schema) == schema + 1 ? "" : ",";
            edits.replace(at, at, ("\"type\":\"object\"" + comma).getBytes(StandardCharsets.UTF_8));
        } else {
            var quote = index.is(type, JsonIndex.STRING) ? 1 : 0;
            edits.replace(
                    index.start(type) - quote, index.end(type) + quote, "\"object\"".getBytes(StandardCharsets.UTF_8));
        }
        var changed = edits.applyTo(index.bytes(), index.start(schema), index.end(schema));
        return new String(changed, StandardCharsets.UTF_8);
    }

    /** Whether a schema says of itself that it is of something else than an object. */
    static boolean isOfAnother(JsonIndex index, int schema) {
        var type = index.member(schema, "type");
        return type >= 0
                && index.is(type, JsonIndex.STRING)
                && !index.text(type).isBlank()
                && !index.named(type, "object");
    }
}
