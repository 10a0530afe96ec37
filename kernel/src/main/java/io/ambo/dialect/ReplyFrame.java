package io.ambo.dialect;

import io.ambo.core.Usage;
import io.ambo.wire.JsonIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one event of a streamed reply, or a whole reply, says, in the callers' dialect.
 *
 * @param pieces the texts in it
 * @param finished choices that end with this frame
 * @param offsets nodes whose meaning hangs on exact tokens or positions of the text: log-probabilities, citations
 * @param usageOnly whether it is the frame that carries the usage and nothing else
 * @param error whether it is an error
 */
public record ReplyFrame(
        JsonIndex index,
        List<Piece> pieces,
        Set<Integer> finished,
        List<Integer> offsets,
        Optional<Usage> usage,
        boolean usageOnly,
        boolean error) {

    /** Whether it carries something that the caller waits for, so that the answer has begun. */
    public boolean hasContent() {
        return !finished.isEmpty()
                || pieces.stream().anyMatch(piece -> index.end(piece.node()) > index.start(piece.node()));
    }

    /** How long its texts are together, in bytes as they are written. */
    public long characters() {
        var characters = 0L;
        for (var piece : pieces) {
            characters += index.end(piece.node()) - index.start(piece.node());
        }
        return characters;
    }

    /**
     * A text of the reply.
     *
     * @param channel the text that it is a part of
     * @param node the string's node
     */
    public record Piece(Channel channel, int node) {}

    /**
     * A text that comes in parts.
     *
     * @param choice which answer
     * @param tool which tool call of it, -1 for none
     * @param field the path from the message or the call: {@code content}, {@code function.arguments}, …
     */
    public record Channel(int choice, int tool, String field) {

        /** Whether every part is a text of its own: clients take a tool's name as it comes and join nothing to it. */
        public boolean comesWhole() {
            return field.equals("name") || field.endsWith(".name");
        }

        /** Whether the text is itself JSON, so that what is put into it must be escaped for it. */
        public boolean insideJson() {
            return field.equals("arguments") || field.endsWith(".arguments");
        }
    }
}
