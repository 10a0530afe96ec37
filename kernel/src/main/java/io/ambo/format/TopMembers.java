package io.ambo.format;

import static io.ambo.format.Objections.missing;
import static io.ambo.format.Objections.refuseDuplicates;
import static io.ambo.format.Objections.wrongType;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The members of a request's outermost object, their types checked as they are read. */
final class TopMembers {

    private final JsonIndex index;

    /** Refuses what is no object, and one in which a name comes twice. */
    TopMembers(JsonIndex index) {
        if (!index.is(0, JsonIndex.OBJECT)) {
            throw Refusal.of(Reason.MALFORMED_REQUEST, "request.not-an-object").at("(body)");
        }
        refuseDuplicates(index, 0);
        this.index = index;
    }

    /** The names of all that say something: not nothing, not off, no empty text. */
    List<String> said() {
        var said = new ArrayList<String>();
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            if (saysSomething(n + 1)) {
                said.add(index.text(n));
            }
        }
        return said;
    }

    private boolean saysSomething(int value) {
        return switch (index.type(value)) {
            case JsonIndex.NULL, JsonIndex.FALSE -> false;
            case JsonIndex.STRING -> index.end(value) > index.start(value);
            default -> true;
        };
    }

    /** Refuses a member, if it is stated, whose value is of none of these types. */
    void type(String name, String expected, int... types) {
        var node = index.member(0, name);
        if (node >= 0
                && !index.is(node, JsonIndex.NULL)
                && Arrays.stream(types).noneMatch(type -> index.is(node, type))) {
            throw wrongType(index, node, expected);
        }
    }

    /** The number of a member that may be 0. */
    OptionalLong whole(String name) {
        var node = index.member(0, name);
        if (node < 0 || index.is(node, JsonIndex.NULL)) {
            return OptionalLong.empty();
        }
        var number = index.number(node, -1);
        if (number < 0) {
            throw wrongType(index, node, "request.type.whole");
        }
        return OptionalLong.of(number);
    }

    String model() {
        return index.text(required("model", JsonIndex.STRING, "request.type.string"));
    }

    /** The node of a member that has to be there; {@code expected} is the message for one of another type. */
    int required(String name, int type, String expected) {
        var node = required(name);
        if (!index.is(node, type)) {
            throw wrongType(index, node, expected);
        }
        return node;
    }

    int required(String name) {
        var node = index.member(0, name);
        if (node < 0) {
            throw missing(index, 0, name);
        }
        return node;
    }

    /** The node of a string, or -1 where the member is absent or null. */
    int string(String name) {
        var node = index.member(0, name);
        if (node < 0 || index.is(node, JsonIndex.NULL)) {
            return -1;
        }
        if (!index.is(node, JsonIndex.STRING)) {
            throw wrongType(index, node, "request.type.string");
        }
        return node;
    }

    OptionalLong positive(String name) {
        var node = index.member(0, name);
        if (node < 0 || index.is(node, JsonIndex.NULL)) {
            return OptionalLong.empty();
        }
        var number = index.number(node, -1);
        if (number < 1) {
            throw wrongType(index, node, "request.type.positive");
        }
        return OptionalLong.of(number);
    }

    boolean flag(String name) {
        return flag(0, name);
    }

    boolean flag(int object, String name) {
        var node = index.member(object, name);
        if (node < 0 || index.is(node, JsonIndex.NULL)) {
            return false;
        }
        if (!index.is(node, JsonIndex.TRUE) && !index.is(node, JsonIndex.FALSE)) {
            throw wrongType(index, node, "request.type.boolean");
        }
        return index.is(node, JsonIndex.TRUE);
    }
}
