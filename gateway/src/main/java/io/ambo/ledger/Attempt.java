package io.ambo.ledger;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.util.Optional;

/**
 * One call, or try at a call, of a destination.
 *
 * @param destination {@code provider/model}
 * @param dataClass the class of what was sent
 * @param sent bytes of body that left for it; of one that is {@link #underWay} or {@link #interrupted} those that were
 *     prepared for it, and whether they left is not known
 * @param received bytes of body that came back
 * @param outcome {@code answered}, {@link #OPEN} while it is under way, or a stable code of what went wrong
 * @param status HTTP status of the answer, 0 when none came
 * @param startedMicros microseconds from the arrival to the start of this attempt
 * @param firstByteMicros microseconds from there to the first byte of the answer, -1 when none came
 * @param tookMicros microseconds from its start to its end
 * @param cost empty when the price is unknown
 * @param priceSince the first day of the price that was used, ISO 8601; empty when unknown
 */
public record Attempt(
        String destination,
        DestinationKind kind,
        DataClass dataClass,
        Treatment treatment,
        long sent,
        long received,
        String outcome,
        int status,
        long startedMicros,
        long firstByteMicros,
        long tookMicros,
        Usage usage,
        Optional<Money> cost,
        String priceSince) {

    /** The outcome of one that has not ended. */
    public static final String OPEN = "open";

    /** Whether it has not ended, as far as this entry knows. */
    public boolean underWay() {
        return outcome.equals(OPEN);
    }

    /** Whether the program died before it ended. */
    public boolean interrupted() {
        return outcome.equals(Ledger.INTERRUPTED);
    }
}
