package io.ambo.ledger;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What entries of one group come to, in one currency.
 *
 * @param groups what was grouped by, in the order asked for, for example a day and a model; empty texts where
 *     entries have none
 * @param requests how many entries
 * @param usage their tokens; estimated as soon as one of them is
 * @param cost what they cost, as it was corrected last; empty for entries whose price is unknown, which are a group of their
 *     own, and where nobody was called
 * @param unpriced how many of the requests have an unknown price: all or none
 */
public record Sum(List<String> groups, long requests, Usage usage, Optional<Money> cost, long unpriced) {

    public Sum {
        groups = List.copyOf(groups);
    }

    private boolean isNothing() {
        return cost.isEmpty() && unpriced == 0;
    }

    /** What called nobody costs nothing in any currency, so it counts in the first currency of its group, where there is one. */
    static List<Sum> merged(List<Sum> sums) {
        var merged = new ArrayList<>(sums);
        for (var sum : sums) {
            if (sum.isNothing()) {
                merged.stream()
                        .filter(other -> other.groups.equals(sum.groups) && other.cost.isPresent())
                        .findFirst()
                        .ifPresent(other -> {
                            merged.set(merged.indexOf(other), other.with(sum.requests));
                            merged.remove(sum);
                        });
            }
        }
        return List.copyOf(merged);
    }

    private Sum with(long more) {
        return new Sum(groups, requests + more, usage, cost, unpriced);
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
