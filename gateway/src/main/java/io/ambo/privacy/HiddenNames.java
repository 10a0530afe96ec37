package io.ambo.privacy;

import io.ambo.wire.JsonIndex;
import io.ambo.wire.Run;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Member names in which something was found: paths, which go into the ledger and to people, do not repeat them. */
final class HiddenNames {

    /** A path is made of the caller's own words, so it is cut where no path of the format would be so long. */
    private static final int LONGEST_PATH = 200;

    private final JsonIndex body;
    private final Map<JsonIndex, BitSet> names = new HashMap<>();

    HiddenNames(JsonIndex body) {
        this.body = body;
    }

    /** Notes that something was found here, in case it is a name. */
    void found(Passage passage) {
        var nested = passage.nested();
        if (nested == null) {
            if (passage.run().form() == Run.Form.MEMBER_NAME) {
                hide(body, passage.run().nodes()[0]);
            }
        } else if (nested.is(passage.nestedNode(), JsonIndex.NAME)) {
            hide(nested, passage.nestedNode());
        }
    }

    private void hide(JsonIndex index, int name) {
        names.computeIfAbsent(index, first -> new BitSet()).set(name);
    }

    /** The JSON path of a passage, through the string that holds JSON if there is one; true when all was found. */
    String path(Passage passage) {
        var path = path(body, passage.run().nodes()[0]);
        var nested = passage.nested();
        return nested == null ? path : path + " > " + path(nested, passage.nestedNode());
    }

    private String path(JsonIndex index, int node) {
        var hidden = names.get(index);
        var path = hidden == null ? index.path(node) : index.path(node, hidden::get);
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }
}
