package io.ambo.dialect;

import io.ambo.wire.Edits;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import java.nio.charset.StandardCharsets;

/** Edits on the members of a body's outermost object, commas included. */
final class Members {

    private final JsonIndex index;
    private final Edits edits = new Edits();

    Members(JsonIndex index) {
        this.index = index;
    }

    Edits edits() {
        return edits;
    }

    void set(int valueNode, String json) {
        var quote = index.is(valueNode, JsonIndex.STRING) ? 1 : 0;
        edits.replace(
                index.start(valueNode) - quote, index.end(valueNode) + quote, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a member before all others; the object must keep at least one of its own. */
    void add(int object, String name, String json) {
        var at = index.start(object) + 1;
        var comma = index.next(object) == object + 1 ? "" : ",";
        edits.replace(at, at, ("\"" + name + "\":" + json + comma).getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves out and renames members of the body; the first member that stays keeps the commas right. */
    void adapt(Target target) {
        var lastKept = -1;
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            if (!target.drops(index.text(n))) {
                lastKept = n;
            }
        }
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            var name = index.text(n);
            if (target.drops(name)) {
                drop(n, lastKept);
                continue;
            }
            var renamed = target.rename().get(name);
            if (renamed != null) {
                edits.replace(index.start(n), index.end(n), JsonText.encode(renamed));
            }
        }
    }

    private void drop(int name, int lastKept) {
        if (name < lastKept) {
            edits.replace(index.start(name) - 1, index.start(index.next(name + 1)) - 1, new byte[0]);
        } else {
            edits.replace(previousEnd(name), outerEnd(name + 1), new byte[0]);
        }
    }

    /** The end of the member before this one, so that the comma between goes too. */
    private int previousEnd(int name) {
        var end = index.start(0) + 1;
        for (var n = 1; n < name; n = index.next(n + 1)) {
            end = outerEnd(n + 1);
        }
        return end;
    }

    private int outerEnd(int value) {
        return index.end(value) + (index.is(value, JsonIndex.STRING) ? 1 : 0);
    }
}
