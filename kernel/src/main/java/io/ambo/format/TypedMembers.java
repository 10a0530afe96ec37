package io.ambo.format;

import static io.ambo.format.Objections.missing;
import static io.ambo.format.Objections.wrongType;

import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads members of a request that must be of one type; the refusal names the path of one that is not. */
final class TypedMembers {

    private TypedMembers() {}

    /** The value of a member, or -1 where it is absent or null. */
    static int stated(JsonIndex index, int object, String name) {
        var node = index.member(object, name);
        return node >= 0 && index.is(node, JsonIndex.NULL) ? -1 : node;
    }

    /** The object that a member must be. */
    static int requiredObject(JsonIndex index, int parent, String name) {
        return member(index, parent, name, JsonIndex.OBJECT, "request.type.object");
    }

    /** The text of a member that must be a string. */
    static String requiredText(JsonIndex index, int object, String name) {
        return index.text(member(index, object, name, JsonIndex.STRING, "request.type.string"));
    }

    /** A number as it is written; empty where it is absent or null. */
    static Optional<String> number(JsonIndex index, int object, String name) {
        var node = stated(index, object, name);
        if (node < 0) {
            return Optional.empty();
        }
        if (!index.is(node, JsonIndex.NUMBER)) {
            throw wrongType(index, node, "request.type.number");
        }
        return Optional.of(index.raw(node));
    }

    /** The strings of an array; none where the node is -1. */
    static List<String> texts(JsonIndex index, int array) {
        var texts = new ArrayList<String>();
        for (var n = array + 1; array >= 0 && n < index.next(array); n = index.next(n)) {
            if (!index.is(array, JsonIndex.ARRAY) || !index.is(n, JsonIndex.STRING)) {
                throw wrongType(index, n, "request.type.string");
            }
            texts.add(index.text(n));
        }
        return texts;
    }

    private static int member(JsonIndex index, int object, String name, int type, String expected) {
        var node = index.member(object, name);
        if (node < 0) {
            throw missing(index, object, name);
        }
        if (!index.is(node, type)) {
            throw wrongType(index, node, expected);
        }
        return node;
    }
}
