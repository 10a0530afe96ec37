package io.ambo.format;

import io.ambo.wire.JsonIndex;
import java.util.function.IntConsumer;

/** Finds in a reply what only its issuer can read: signatures of thinking and encrypted parts, whatever its format. */
public final class SealedValues {

    private SealedValues() {}

    /** Hands on the node of each. */
    public static void in(JsonIndex reply, IntConsumer found) {
        for (var node = 0; node < reply.count(); node++) {
            if (reply.is(node, JsonIndex.OBJECT)) {
                data(reply, node, found);
            } else if (reply.is(node, JsonIndex.NAME) && Labels.isOpaque(reply, node) && isSealed(reply, node + 1)) {
                found.accept(node + 1);
            }
        }
    }

    private static void data(JsonIndex reply, int object, IntConsumer found) {
        var data = reply.member(object, "data");
        if (data >= 0 && Labels.isOpaqueType(reply, object) && isSealed(reply, data)) {
            found.accept(data);
        }
    }

    private static boolean isSealed(JsonIndex reply, int value) {
        return reply.is(value, JsonIndex.STRING) && Labels.looksSealed(reply, value);
    }
}
