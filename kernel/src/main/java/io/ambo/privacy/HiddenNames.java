package io.ambo.privacy;

import io.ambo.wire.Body;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.TextSpan;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Member names that are omitted from paths: in paths for the caller, names that contain a finding; in stored paths,
 * every name that is not the format's own, because it is text of the caller.
 */
final class HiddenNames {

    /**
     * Paths are truncated at this length, because they contain the caller's text; no path of the format itself is so
     * long.
     */
    private static final int LONGEST_PATH = 200;

    private final Body body;
    private final Map<JsonIndex, BitSet> names = new HashMap<>();

    HiddenNames(Body body) {
        this.body = body;
    }

    /** Records a finding in this passage, which may be a member name. */
    void found(Passage passage) {
        var nested = passage.nested();
        if (nested == null) {
            if (passage.span().form() == TextSpan.Form.MEMBER_NAME) {
                hide(body.index(), passage.span().nodes()[0]);
            }
        } else if (nested.is(passage.nestedNode(), JsonIndex.NAME)) {
            hide(nested, passage.nestedNode());
        }
    }

    private void hide(JsonIndex index, int name) {
        names.computeIfAbsent(index, first -> new BitSet()).set(name);
    }

    /**
     * The JSON path of a passage, including its path in a string that contains JSON. Valid only after all findings were
     * recorded.
     */
    String path(Passage passage) {
        var path = path(body.index(), passage.span().nodes()[0]);
        var nested = passage.nested();
        return nested == null ? path : path + " > " + path(nested, passage.nestedNode());
    }

    /** The same path with only the format's own names; JSON nested in a string has none. */
    String keptPath(Passage passage) {
        var callers = new BitSet();
        for (var span : body.spans()) {
            if (span.form() == TextSpan.Form.MEMBER_NAME) {
                callers.set(span.nodes()[0]);
            }
        }
        var path = cut(body.index().path(passage.span().nodes()[0], callers::get));
        var nested = passage.nested();
        return nested == null ? path : path + " > " + cut(nested.path(passage.nestedNode(), _ -> true));
    }

    private String path(JsonIndex index, int node) {
        var hidden = names.get(index);
        return cut(hidden == null ? index.path(node) : index.path(node, hidden::get));
    }

    private static String cut(String path) {
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }
}
