package io.ambo.privacy;

import io.ambo.wire.JsonIndex;
import io.ambo.wire.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read in one go: a run, or one scalar of the JSON that a run's string holds.
 *
 * @param pieces its text in order
 * @param context how many of the first pieces are only there to be read, not to be found in: the name of the member
 *     whose value follows
 * @param replaceable whether something found here can be replaced in place
 * @param nested the index of the JSON within the string, if that is what the passage is a scalar of
 * @param nestedNode its node there
 */
record Passage(
        Run run,
        List<Piece> pieces,
        int context,
        boolean replaceable,
        @Nullable JsonIndex nested,
        int nestedNode) {

    /** Whether the pieces are parts of one message, each of which must also be read alone. */
    boolean isJoined() {
        return run.nodes().length > 1 && nested == null;
    }

    int length() {
        var length = 0;
        for (var piece : pieces) {
            length += piece.length();
        }
        return length;
    }
}
