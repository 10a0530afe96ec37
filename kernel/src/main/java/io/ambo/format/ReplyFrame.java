package io.ambo.format;

import io.ambo.core.Usage;
import io.ambo.wire.JsonIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one event of a streamed reply, or a whole reply, says, in its upstream's own format.
 *
 * @param pieces the texts in it
 * @param finished answers, or blocks of one, that end with this frame
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
        return !finished.isEmpty() || characters() > 0;
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
    public record Piece(ContentStream channel, int node) {}

    /**
     * A text that comes in parts.
     *
     * @param group which answer it is a part of, or which block of one; the end of a group ends its texts
     * @param tool which tool call of it, -1 for none
     * @param field the path from the message or the call: {@code content}, {@code function.arguments}, …
     * @param form how its parts make the text
     */
    public record ContentStream(int group, int tool, String field, Form form) {

        /** In OpenAI's format the field says how. */
        ContentStream(int group, int tool, String field) {
            this(group, tool, field, Form.of(field));
        }

        /** Whether it is the answer's own text. */
        public boolean isAnswer() {
            return tool < 0 && (field.equals("content") || field.equals("text"));
        }
    }

    /** How the parts of a text are put together. */
    public enum Form {
        /** One behind the other. */
        TEXT,
        /** The same, and the text is itself JSON, so that what is put into it must be escaped for it. */
        INSIDE_JSON,
        /** Every part is a text of its own: clients take a tool's name as it comes and join nothing to it. */
        WHOLE;

        private static Form of(String field) {
            if (field.equals("name") || field.endsWith(".name")) {
                return WHOLE;
            }
            return field.equals("arguments") || field.endsWith(".arguments") ? INSIDE_JSON : TEXT;
        }
    }
}
