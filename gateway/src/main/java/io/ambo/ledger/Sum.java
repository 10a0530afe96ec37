package io.ambo.ledger;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sum of a group of entries, in one currency.
 *
 * @param groups the values of the grouping, in the requested order, for example a day and a model; empty texts for
 *     entries without a value
 * @param requests the number of entries
 * @param usage their tokens; estimated if those of any entry are
 * @param cost their cost after the last corrections; empty for entries with an unknown price, which are a separate
 *     group, and for requests that called no destination
 * @param unpriced how many of the requests have an unknown price: all or none
 */
public record Sum(List<String> groups, long requests, Usage usage, Optional<Money> cost, long unpriced) {

    public Sum {
        groups = List.copyOf(groups);
    }

    private boolean isNothing() {
        return cost.isEmpty() && unpriced == 0;
    }

    /**
     * Requests that called no destination have no currency; they are counted in the first currency of their group, if
     * there is one.
     */
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

    /** The properties by which entries can be grouped. */
    public enum By {
        /** The day on which they were opened, UTC. */
        DAY,
        /** The requested model or alias. */
        ASKED,
        /** The {@code provider/model} that answered. */
        DESTINATION,
        /** The id of the caller's key. */
        CALLER,
        /** The data class. */
        DATA_CLASS,
        /** The outcome. */
        OUTCOME
    }
}
