package io.ambo.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a model supports beyond text in and text out. */
public enum Capability {
    /** Tool (function) calls. */
    TOOLS,
    /** Output that conforms to a JSON schema. */
    JSON,
    /** Images in the prompt. */
    VISION,
    /** Audio in the prompt. */
    AUDIO,
    /** Files in the prompt. */
    FILES,
    /** Log-probabilities of output tokens. */
    LOGPROBS,
    /** Reasoning before the answer, with an effort that the request sets. */
    REASONING,
    /** Embedding vectors instead of text; a model with this capability has no other. */
    EMBEDDINGS;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Capability> of(String id) {
        return Arrays.stream(values())
                .filter(capability -> capability.id().equals(id))
                .findFirst();
    }
}
