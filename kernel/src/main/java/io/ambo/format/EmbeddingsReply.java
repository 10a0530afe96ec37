package io.ambo.format;

import io.ambo.wire.JsonIndex;
import java.util.Optional;

/** Looks whether an answer to an embeddings request holds what was asked for. */
public final class EmbeddingsReply {

    private static final int BYTES_A_NUMBER = 4;

    private final JsonIndex answer;
    private final long dimensions;
    private final int inputs;

    private EmbeddingsReply(JsonIndex answer, JsonIndex request) {
        this.answer = answer;
        this.dimensions = request.number(request.member(0, "dimensions"), 0);
        this.inputs = inputs(request);
    }

    /** What is wrong with an answer. */
    public enum Flaw {
        /** Not one vector for each input. */
        NOT_THESE,
        /** Vectors of another length than the one asked for. */
        OTHER_LENGTH
    }

    /** Nothing where it is right, and for a request that asks for something else. */
    public static Optional<Flaw> flaw(JsonIndex answer, Request request) {
        return request.operation() == Operation.EMBEDDINGS
                ? new EmbeddingsReply(answer, request.index()).flaw()
                : Optional.empty();
    }

    private static int inputs(JsonIndex request) {
        var input = request.member(0, "input");
        if (!request.is(input, JsonIndex.ARRAY) || request.is(input + 1, JsonIndex.NUMBER)) {
            return 1;
        }
        return elements(request, input);
    }

    private static int elements(JsonIndex index, int array) {
        var count = 0;
        for (var e = array + 1; e < index.next(array); e = index.next(e)) {
            count++;
        }
        return count;
    }

    private Optional<Flaw> flaw() {
        var data = answer.is(0, JsonIndex.OBJECT) ? answer.member(0, "data") : -1;
        if (data < 0 || !answer.is(data, JsonIndex.ARRAY) || elements(answer, data) != inputs) {
            return Optional.of(Flaw.NOT_THESE);
        }
        for (var e = data + 1; e < answer.next(data); e = answer.next(e)) {
            var vector = answer.is(e, JsonIndex.OBJECT) ? answer.member(e, "embedding") : -1;
            var length = vector < 0 ? 0 : length(vector);
            if (length == 0) {
                return Optional.of(Flaw.NOT_THESE);
            }
            if (dimensions > 0 && length != dimensions) {
                return Optional.of(Flaw.OTHER_LENGTH);
            }
        }
        return Optional.empty();
    }

    /** How many numbers a vector has, as a list of them or as their bytes in base64; 0 where it is neither. */
    private long length(int vector) {
        if (answer.is(vector, JsonIndex.ARRAY)) {
            return (long) answer.next(vector) - vector - 1;
        }
        if (!answer.is(vector, JsonIndex.STRING)) {
            return 0;
        }
        var text = answer.text(vector);
        var end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        return end * 3L / 4 / BYTES_A_NUMBER;
    }
}
