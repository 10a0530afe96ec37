package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Treatment;
import io.ambo.core.Message;
import io.ambo.core.Money;
import java.util.List;
import java.util.Optional;

/**
 * The whole account of a choice: every destination, whether it may answer, and each reason with its evidence.
 *
 * @param version the catalogue that it was made from
 * @param standings who may answer first, in their order; then the others, higher tiers first
 */
public record Verdict(
        Question question, String version, List<Standing> standings, Optional<Decision.Counterfactual> counterfactual) {

    public Verdict {
        standings = List.copyOf(standings);
    }

    /** Who would answer, or nothing when nobody may. */
    public Optional<Standing> winner() {
        return standings.stream().filter(standing -> standing.rank() == 1).findFirst();
    }

    /**
     * How one destination stands.
     *
     * @param rank from 1; 0 when it may not answer
     * @param estimate what the request would probably cost there
     * @param exclusions why it may not answer; empty when it may
     * @param waived rules that would exclude it and were waived, because no destination that keeps them may answer
     * @param remarks why it may answer but is not first
     */
    public record Standing(
            Destination destination,
            int rank,
            Treatment treatment,
            Optional<Money> estimate,
            List<Exclusion> exclusions,
            List<Exclusion> waived,
            List<Exclusion> remarks) {

        public Standing {
            exclusions = List.copyOf(exclusions);
            waived = List.copyOf(waived);
            remarks = List.copyOf(remarks);
        }
    }

    /** A rule and what it went by. */
    public record Exclusion(Rule rule, Message evidence) {}
}
