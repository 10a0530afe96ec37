package io.ambo.ledger;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.util.List;
import java.util.Optional;

/**
 * What entries of one group come to, in one currency.
 *
 * @param groups what was grouped by, in the order asked for, for example a day and a model; empty texts where
 *     entries have none
 * @param requests how many entries
 * @param usage their tokens; estimated as soon as one of them is
 * @param cost what they cost; empty for entries whose price is unknown, which are a group of their own
 */
public record Sum(List<String> groups, long requests, Usage usage, Optional<Money> cost) {

    public Sum {
        groups = List.copyOf(groups);
    }

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
