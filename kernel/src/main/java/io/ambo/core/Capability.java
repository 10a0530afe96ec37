package io.ambo.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a model can do beyond answering text with text. */
public enum Capability {
    /** Calls of functions. */
    TOOLS,
    /** Answers that obey a JSON schema. */
    JSON,
    /** Pictures in the prompt. */
    VISION,
    /** Sound in the prompt. */
    AUDIO,
    /** Files in the prompt. */
    FILES,
    /** Log-probabilities of the answer's tokens. */
    LOGPROBS,
    /** Thinking before it answers, as long as the request says. */
    REASONING,
    /** Vectors of texts in place of an answer; a model that can do this can do nothing else. */
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
