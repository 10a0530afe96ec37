package io.ambo.pipeline;

import io.ambo.core.Usage;
import java.util.Optional;

/** The tokens of one attempt: what the provider counted, or an estimate by the text where it counted nothing. */
final class UsageCounter {

    /* Characters of output a token, where nobody counted (OpenAI's rule of thumb for English). */
    private static final int CHARACTERS_A_TOKEN = 4;

    private final AttemptRecord attempt;
    private long characters;

    UsageCounter(AttemptRecord attempt) {
        this.attempt = attempt;
    }

    /** A frame or a whole answer: the length of its texts, and its counts, where it carries some. */
    void take(long length, Optional<Usage> counted) {
        characters += length;
        counted.filter(usage -> !usage.equals(Usage.NONE)).ifPresent(attempt::used);
    }

    /** Where nobody counted, we estimate and say so. */
    void estimate(long inputTokens) {
        if (attempt.usage().equals(Usage.NONE)) {
            attempt.used(Usage.estimate(inputTokens, (characters + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN));
        }
    }
}
