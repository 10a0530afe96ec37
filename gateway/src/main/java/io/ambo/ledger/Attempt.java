package io.ambo.ledger;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.util.List;
import java.util.Optional;

/**
 * One call, or attempted call, of a destination.
 *
 * @param destination {@code provider/model}
 * @param dataClass the class of what was sent
 * @param sent bytes of body sent; if {@link #underWay} or {@link #interrupted}, the bytes prepared, and whether they
 *     were sent is unknown
 * @param received bytes of body received
 * @param outcome {@code answered}, {@link #OPEN} while it is running, or a stable error code
 * @param status HTTP status of the response, 0 if there was none
 * @param startedMicros microseconds from the arrival of the request to the start of this attempt
 * @param firstByteMicros microseconds from there to the first byte of the response, -1 if there was none
 * @param tookMicros microseconds from its start to its end
 * @param cost empty if the price is unknown
 * @param priceSince the first day of the price used, ISO 8601; empty if unknown
 * @param changed the members of the request that the destination does not get, or gets otherwise: their paths without any
 *     value, separated by commas; at most {@link #MOST_CHANGED} characters
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
        String priceSince,
        String changed) {

    /** The most characters of {@code changed}. */
    public static final int MOST_CHANGED = 1000;

    /** The outcome of an attempt that has not ended. */
    public static final String OPEN = "open";

    /** The paths in {@code changed}. */
    public List<String> changedMembers() {
        return changed.isEmpty() ? List.of() : List.of(changed.split(",", -1));
    }

    /** Returns whether it has not ended, according to this entry. */
    public boolean underWay() {
        return outcome.equals(OPEN);
    }

    /** Returns whether the program died before it ended. */
    public boolean interrupted() {
        return outcome.equals(Ledger.INTERRUPTED);
    }
}
