package io.ambo.privacy;

import io.ambo.wire.JsonIndex;
import io.ambo.wire.Run;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Member names in which something was found: paths, which go into the ledger and to people, do not repeat them. */
final class HiddenNames {

    private final Map<JsonIndex, BitSet> names = new HashMap<>();

    /** Notes that something was found here, in case it is a name. */
    void found(Passage passage, JsonIndex body) {
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

    /** The JSON path of a passage, through the string that holds JSON if there is one. */
    String path(Passage passage, JsonIndex body) {
        var path = path(body, passage.run().nodes()[0]);
        var nested = passage.nested();
        return nested == null ? path : path + " > " + path(nested, passage.nestedNode());
    }

    private String path(JsonIndex index, int node) {
        var hidden = names.get(index);
        return hidden == null ? index.path(node) : index.path(node, hidden::get);
    }
}
