package io.ambo.pipeline;

import io.ambo.core.Capability;
import io.ambo.core.Usage;
import io.ambo.routing.Question.Size;
import java.util.Optional;

/** The tokens of one attempt: what the provider counted, or an estimate by the text where it counted nothing. */
final class UsageCounter {

    /* Characters of output a token, where the provider did not count (OpenAI's rule of thumb for English). */
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

    /**
     * If the provider did not count, the usage is estimated and marked as such.
     *
     * @param goesOn whether the provider may generate what nobody sees any more: the call was cancelled
     * @param whole whether the answer came to its end
     */
    void estimate(Size size, boolean goesOn, boolean whole) {
        if (goesOn) {
            estimateWorst(size, whole);
        } else if (attempt.usage().equals(Usage.NONE)) {
            attempt.used(Usage.estimate(size.input(), seen()));
        }
    }

    /**
     * What a provider generates after the caller has left, or after a timeout of ours, is not seen. Before the first words, or if the model thinks,
     * the reserved maximum is charged; otherwise leaving early would evade the budget.
     *
     * @param whole whether the answer came to its end: then what was counted is all
     */
    private void estimateWorst(Size size, boolean whole) {
        var counted = attempt.usage();
        if (whole && !counted.equals(Usage.NONE)) {
            return;
        }
        var destination = attempt.destination();
        var thinks = destination.capabilities().contains(Capability.REASONING);
        var worst = thinks || characters == 0 ? size.mostOutput(destination) : 0;
        var output = Math.max(counted.output(), seen());
        var unseen = Math.max(0, worst - output - counted.reasoning());
        attempt.used(new Usage(
                counted.totalInput() == 0 ? size.input() : counted.input(),
                counted.cachedInput(),
                counted.cacheWrite(),
                output + (thinks ? 0 : unseen),
                counted.reasoning() + (thinks ? unseen : 0),
                true));
    }

    private long seen() {
        return (characters + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN;
    }
}
