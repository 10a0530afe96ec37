package io.ambo.ledger;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.util.Optional;

/**
 * What entries of one group come to, in one currency.
 *
 * @param group what was grouped by, for example a day; empty where entries have none
 * @param requests how many entries
 * @param usage their tokens; estimated as soon as one of them is
 * @param cost what they cost; empty for entries whose price is unknown, which are a group of their own
 */
public record Sum(String group, long requests, Usage usage, Optional<Money> cost) {

    /** What entries can be grouped by. */
    public enum By {
        /** The day on which they were opened, UTC. */
        DAY,
        /** The model or alias asked for. */
        ASKED,
        /** {@code provider/model} that answered. */
        DESTINATION,
        /** The id of the caller's key. */
        CALLER,
        /** The data class. */
        DATA_CLASS,
        /** How they ended. */
        OUTCOME
    }
}
