package io.ambo.privacy;

import io.ambo.wire.JsonIndex;
import io.ambo.wire.TextSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that is read at once: a run, or one scalar of the JSON that a run's string contains.
 *
 * @param pieces its text in order
 * @param context how many of the first pieces are only context and never part of a finding: the name of the member
 *     whose value follows
 * @param replaceable whether a finding in it can be replaced in place
 * @param nested the index of the JSON within the string, if the passage is one of its scalars
 * @param nestedNode the passage's node in that index
 */
record Passage(
        TextSpan span,
        List<Piece> pieces,
        int context,
        boolean replaceable,
        @Nullable JsonIndex nested,
        int nestedNode) {

    /** Returns whether the pieces are parts of one message, each of which must also be read alone. */
    boolean isJoined() {
        return span.nodes().length > 1 && nested == null;
    }

    /** Returns whether it is a text in which names may be, and not a number or a member's name. */
    boolean isProse() {
        return nested == null
                ? span.form() == TextSpan.Form.TEXT || span.form() == TextSpan.Form.JSON
                : nested.type(nestedNode) == JsonIndex.STRING;
    }

    int length() {
        var length = 0;
        for (var piece : pieces) {
            length += piece.length();
        }
        return length;
    }
}
