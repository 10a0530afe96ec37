package io.ambo.format;

import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths of members that another format cannot express, or expresses differently; of very many only the first are
 * kept.
 */
final class DroppedMembers {

    private static final int MOST = 50;

    private final JsonIndex index;
    private final List<String> paths = new ArrayList<>();

    DroppedMembers(JsonIndex index) {
        this.index = index;
    }

    void note(int node) {
        note(paths.size() < MOST ? Objections.path(index, node) : "");
    }

    void note(String path) {
        if (paths.size() < MOST && !paths.contains(path)) {
            paths.add(path);
        }
    }

    /** Every member of an object that says something and is not among these. */
    void noteAllBut(KnownNames read, int object) {
        for (var n = object + 1; n < index.next(object); n = index.next(n + 1)) {
            if (!read.contains(index, n) && !index.is(n + 1, JsonIndex.NULL)) {
                note(n);
            }
        }
    }

    List<String> paths() {
        return paths;
    }
}
