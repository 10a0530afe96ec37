package io.ambo.format;

import io.ambo.core.Capitals;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonIndex;
import java.util.HashSet;

/** What is said against a request, each with the path of the member that is wrong. */
final class Objections {

    /** A path is made of the caller's own words, so it is cut where no path of the format would be so long. */
    private static final int LONGEST_PATH = 200;

    private Objections() {}

    /** A member has a value of the wrong type. */
    static Refusal wrongType(JsonIndex index, int node, String expected) {
        var path = path(index, node);
        return Refusal.of(Reason.INVALID_MEMBER, expected, path).at(path);
    }

    /** A member is not there. */
    static Refusal missing(JsonIndex index, int object, String name) {
        var path = object == 0 ? name : path(index, object) + "." + name;
        return Refusal.of(Reason.INVALID_MEMBER, "request.missing-member", path).at(path);
    }

    /** A valid member that this destination's format cannot express. */
    static Refusal unsupported(JsonIndex index, int node) {
        return unsupported(path(index, node));
    }

    static Refusal unsupported(String path) {
        return Refusal.of(Reason.UNSUPPORTED_MEMBER, "request.unsupported-here", path)
                .hint("request.unsupported-here.hint")
                .at(path);
    }

    /**
     * Two members of one name would let a scanner and a provider read different ones; so would one that only for its
     * capitals is no name of the format.
     */
    static void refuseDuplicates(JsonIndex index, int object) {
        var seen = new HashSet<String>();
        for (var n = object + 1; n < index.next(object); n = index.next(n + 1)) {
            var name = index.text(n);
            var small = Capitals.small(name);
            if (!small.equals(name) && OpenAiLabels.NAMES.contains(small)) {
                throw Capitals.refusal(path(index, n), small);
            }
            if (!seen.add(name)) {
                var path = path(index, n);
                throw Refusal.of(Reason.INVALID_MEMBER, "request.duplicate-member", path)
                        .at(path);
            }
        }
    }

    static String path(JsonIndex index, int node) {
        var path = index.path(node);
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }
}
