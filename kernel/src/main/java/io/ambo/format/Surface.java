package io.ambo.format;

import java.util.Arrays;
import java.util.Optional;

/** Where callers ask models: a path, the format that is spoken there, and what is asked for. */
public enum Surface {
    CHAT_COMPLETIONS("/v1/chat/completions", OpenAiChat.ID, OpenAiChat.FORMAT, Operation.CHAT),
    EMBEDDINGS("/v1/embeddings", "openai-embeddings", OpenAiChat.FORMAT, Operation.EMBEDDINGS),
    MESSAGES("/v1/messages", AnthropicMessages.ID, AnthropicMessages.FORMAT, Operation.CHAT);

    private final String path;
    private final String id;
    private final WireFormat format;
    private final Operation operation;

    Surface(String path, String id, WireFormat format, Operation operation) {
        this.path = path;
        this.id = id;
        this.format = format;
        this.operation = operation;
    }

    /** The one at this path. */
    public static Optional<Surface> at(String path) {
        return Arrays.stream(values())
                .filter(surface -> surface.path.equals(path))
                .findFirst();
    }

    /** The one of this name. */
    public static Optional<Surface> of(String id) {
        return Arrays.stream(values()).filter(surface -> surface.id.equals(id)).findFirst();
    }

    public String path() {
        return path;
    }

    /** Its name in entries, for example {@code openai-chat}. */
    public String id() {
        return id;
    }

    public WireFormat format() {
        return format;
    }

    /**
     * What a caller sent, read and checked; members that are not known are carried.
     *
     * @param nesting most levels of its JSON
     */
    public Request read(byte[] body, int nesting) {
        return switch (this) {
            case CHAT_COMPLETIONS -> OpenAiChat.read(body, nesting);
            case EMBEDDINGS -> new OpenAiEmbeddingsReader(OpenAiChat.index(body, nesting)).read();
            case MESSAGES -> new AnthropicRequestReader(OpenAiChat.index(body, nesting)).read();
        };
    }

    public Operation operation() {
        return operation;
    }
}
