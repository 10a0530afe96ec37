package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Treatment;
import io.ambo.core.Money;
import java.util.List;
import java.util.Optional;

/**
 * Who may answer, best first, and the best choice that was not taken.
 *
 * @param candidates at least one, at most {@link Router#MOST_CANDIDATES}
 * @param counterfactual empty when no other destination could have done it
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
     * @param treatment what happens to the data before it goes there
     * @param estimate what the request will probably cost; empty: the price is unknown
     * @param reserved the most that it can cost; empty: the price is unknown
     * @param belowFloor whether it does not meet what the alias asks for: its tier, speed or language was waived
     * @param resting whether it failed a moment ago
     * @param drop members of the request that are left out on the way there
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
     * The best other choice: the highest tier among those that could have done it, the cheaper of equals.
     *
     * @param destination {@code provider/model}
     * @param tier what it would have added: 0 to 5
     * @param cost what this request would have cost there; empty: the price is unknown
     * @param rule the first rule that kept it from answering first
     */
    public record Counterfactual(String destination, int tier, Optional<Money> cost, Rule rule) {

        /** Compact JSON for the ledger. */
        public String toJson() {
            return CounterfactualJson.write(this);
        }
    }
}
