package io.ambo.ledger;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger keeps of one arrival. It holds kinds and counts of what was found, never a value.
 *
 * <p>It is appended twice: opened, with the worst case reserved, before a byte goes to an upstream; and closed. Where
 * an attempt failed that cost something, it is appended again, open, with more reserved, before the next is begun. A
 * refusal is appended once, closed. All carry the same id.
 *
 * @param run the run of the program that wrote it, so that entries that a kill left open are known at the next start
 * @param caller id of the key
 * @param surface the dialect that the caller spoke
 * @param asked the model or alias asked for
 * @param snapshot version of the configuration that decided
 * @param found how many values of each recogniser were found, by its id
 * @param destination {@code provider/model} that answered; empty when none did
 * @param code stable code of a refusal or failure; empty otherwise
 * @param reserved worst case set aside before the last attempt began: what was spent, and the most that any candidate may
 *     cost
 * @param cost what all attempts cost together; empty when a price is unknown
 * @param restored how many placeholders were turned back in the answer
 * @param bytesIn bytes of the arrived body
 * @param bytesOut bytes of body that went to the caller
 * @param stepNanos nanoseconds by step, in the order of {@link Step}
 * @param question what the choice was made from, as JSON, so that the verdict can be computed again
 * @param counterfactual the best other choice as JSON; empty when there was none
 */
public record Entry(
        String id,
        String run,
        Outcome outcome,
        Instant openedAt,
        Optional<Instant> closedAt,
        String caller,
        String surface,
        String asked,
        boolean stream,
        String snapshot,
        DataClass dataClass,
        Map<String, Integer> found,
        String destination,
        Optional<DestinationKind> kind,
        String code,
        Optional<Money> reserved,
        Usage usage,
        Optional<Money> cost,
        int restored,
        long bytesIn,
        long bytesOut,
        List<Long> stepNanos,
        List<Attempt> attempts,
        String question,
        String counterfactual,
        Map<String, String> tags) {

    public Entry {
        found = Map.copyOf(found);
        stepNanos = List.copyOf(stepNanos);
        attempts = List.copyOf(attempts);
        tags = Map.copyOf(tags);
    }
}
