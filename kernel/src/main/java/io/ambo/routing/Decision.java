package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Treatment;
import io.ambo.core.Money;
import java.util.List;
import java.util.Optional;

/**
 * The destinations that may answer, best first, and the best alternative that was not chosen.
 *
 * @param candidates at least one, at most {@link Router#MOST_CANDIDATES}
 * @param counterfactual empty if no other destination is able to do the work
 */
public record Decision(List<Candidate> candidates, Optional<Counterfactual> counterfactual) {

    public Decision {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("a decision has a winner");
        }
    }

    public Candidate winner() {
        return candidates.getFirst();
    }

    /**
     * A destination that may answer.
     *
     * @param treatment what is done with the data before it is sent there
     * @param estimate the expected cost; empty if the price is unknown
     * @param reserved the highest possible cost; empty if the price is unknown
     * @param belowFloor whether a requirement of the alias was waived for it: tier, speed or language
     * @param resting whether it failed recently
     * @param drop members of the request that are removed before it is sent there
     */
    public record Candidate(
            Destination destination,
            Treatment treatment,
            Optional<Money> estimate,
            Optional<Money> reserved,
            boolean belowFloor,
            boolean resting,
            List<String> drop) {

        public Candidate {
            drop = List.copyOf(drop);
        }
    }

    /**
     * The best alternative: the highest tier among those able to do the work, then the lowest cost.
     *
     * @param destination {@code provider/model}
     * @param tier its tier, 0 to 5
     * @param cost what this request would have cost there; empty if the price is unknown
     * @param rule the first rule that kept it from being the first choice
     */
    public record Counterfactual(String destination, int tier, Optional<Money> cost, Rule rule) {

        /** Compact JSON for the ledger. */
        public String toJson() {
            return CounterfactualJson.write(this);
        }
    }
}
