package io.ambo.dialect;

import java.util.Arrays;
import java.util.Optional;

/** What a caller asks for, and with it the format that the request is written in. */
public enum Operation {
    /** An answer to a conversation. */
    CHAT(OpenAiChat.ID) {
        @Override
        public Request read(byte[] body, int nesting) {
            return OpenAiChat.read(body, nesting);
        }
    },
    /** Vectors of texts. */
    EMBEDDINGS("openai-embeddings") {
        @Override
        public Request read(byte[] body, int nesting) {
            return new OpenAiEmbeddingsReader(OpenAiChat.index(body, nesting)).read();
        }
    };

    private final String format;

    Operation(String format) {
        this.format = format;
    }

    /** The name of the callers' format in entries, for example {@code openai-chat}. */
    public String format() {
        return format;
    }

    /** The one whose callers' format has that name. */
    public static Optional<Operation> of(String format) {
        return Arrays.stream(values())
                .filter(operation -> operation.format.equals(format))
                .findFirst();
    }

    /**
     * What a caller sent, read and checked; members that are not known are carried.
     *
     * @param nesting most levels of its JSON
     */
    public abstract Request read(byte[] body, int nesting);
}
