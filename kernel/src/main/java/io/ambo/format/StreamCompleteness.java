package io.ambo.format;

import io.ambo.wire.JsonException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which answers a stream has begun and which it has brought to their end; their number is bounded by what was asked
 * for.
 */
final class StreamCompleteness {

    /** Answers that any stream may begin: some servers number them from 1, or begin one that was not requested. */
    static final int ALWAYS_ALLOWED = 16;

    private static final int MOST = 1024;

    private final int most;
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private boolean anyBegun;
    private int latest;

    /** For a request of so many answers. */
    StreamCompleteness(long asked) {
        most = Math.clamp(asked, ALWAYS_ALLOWED, MOST);
    }

    /**
     * The next frame.
     *
     * @throws JsonException it begins more answers than were asked for
     */
    void take(ReplyFrame frame) throws JsonException {
        for (var piece : frame.pieces()) {
            var group = piece.channel().group();
            if (!anyBegun || group != latest) {
                add(begun, group, frame);
                anyBegun = true;
                latest = group;
            }
        }
        for (var choice : frame.finished()) {
            add(finished, choice, frame);
        }
    }

    private void add(Set<Integer> to, int choice, ReplyFrame frame) throws JsonException {
        if (to.add(choice) && to.size() > most) {
            throw new JsonException(
                    JsonException.Fault.TOO_MANY_VALUES, frame.index().start(0));
        }
    }

    /** Whether every answer that began came to its end, though the stream may not have said that it is done. */
    boolean isWhole() {
        return !finished.isEmpty() && finished.containsAll(begun);
    }
}
