package io.ambo.format;

import io.ambo.wire.Edits;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Edits on the members of a body's outermost object, commas included. */
final class Members {

    private final JsonIndex index;
    private final Edits edits = new Edits();
    private final Set<String> dropped = new LinkedHashSet<>();

    Members(JsonIndex index) {
        this.index = index;
    }

    Edits edits() {
        return edits;
    }

    /** Names of members that do not go out as they came. */
    List<String> dropped() {
        return List.copyOf(dropped);
    }

    /** This member does not go out as it came. */
    void note(String name) {
        dropped.add(name);
    }

    void set(int valueNode, String json) {
        var quote = index.is(valueNode, JsonIndex.STRING) ? 1 : 0;
        edits.replace(
                index.start(valueNode) - quote, index.end(valueNode) + quote, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves out every element of a list but this one, which is no text; says whether there were others. */
    boolean keepOnly(int list, int element) {
        cut(index.start(list) + 1, index.start(element));
        cut(index.end(element), index.end(list) - 1);
        return element > list + 1 || index.next(element) < index.next(list);
    }

    private void cut(int from, int to) {
        if (from < to) {
            edits.replace(from, to, new byte[0]);
        }
    }

    /** Puts a member before all others; the object must keep at least one of its own, or have none. */
    void add(int object, String name, String json) {
        var at = index.start(object) + 1;
        var comma = index.next(object) == object + 1 ? "" : ",";
        edits.replace(at, at, ("\"" + name + "\":" + json + comma).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Leaves out and renames members of the body. The model always stays; a member whose new name is taken already is
     * left out, so that no name comes twice.
     */
    void adapt(Target target) {
        var lastKept = lastKept(target);
        var end = index.start(0) + 1;
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            if (drops(target, n)) {
                drop(n, lastKept, end);
                if (!index.is(n + 1, JsonIndex.NULL)) {
                    note(index.text(n));
                }
            } else {
                var renamed = target.rename().get(index.text(n));
                if (renamed != null) {
                    edits.replace(index.start(n), index.end(n), JsonText.encode(renamed));
                }
            }
            end = outerEnd(n + 1);
        }
    }

    private int lastKept(Target target) {
        var lastKept = -1;
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            if (!drops(target, n)) {
                lastKept = n;
            }
        }
        return lastKept;
    }

    private boolean drops(Target target, int name) {
        if (index.named(name, "model")) {
            return false;
        }
        var text = index.text(name);
        var renamed = target.rename().get(text);
        return target.drops(text) || renamed != null && index.member(0, renamed) >= 0 && !target.drops(renamed);
    }

    /** With the comma after it, or, behind the last member that stays, with the comma before it. */
    private void drop(int name, int lastKept, int previousEnd) {
        if (name < lastKept) {
            edits.replace(index.start(name) - 1, index.start(index.next(name + 1)) - 1, new byte[0]);
        } else {
            edits.replace(previousEnd, outerEnd(name + 1), new byte[0]);
        }
    }

    private int outerEnd(int value) {
        return index.end(value) + (index.is(value, JsonIndex.STRING) ? 1 : 0);
    }
}
