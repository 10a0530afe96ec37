package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Treatment;
import io.ambo.core.Message;
import io.ambo.core.Money;
import java.util.List;
import java.util.Optional;

/**
 * The full account of a choice: every destination, whether it may answer, and each reason with its evidence.
 *
 * @param version the version of the catalogue it was made with
 * @param standings first those that may answer, in order; then the others, higher tiers first
 */
public record Verdict(
        Question question, String version, List<Standing> standings, Optional<Decision.Counterfactual> counterfactual) {

    public Verdict {
        standings = List.copyOf(standings);
    }

    /** The destination that would answer; empty if none may. */
    public Optional<Standing> winner() {
        return standings.stream().filter(standing -> standing.rank() == 1).findFirst();
    }

    /**
     * The result for one destination.
     *
     * @param rank from 1; 0 if it may not answer
     * @param estimate the expected cost there
     * @param exclusions why it may not answer; empty if it may
     * @param waived rules that would exclude it and were waived, because no destination that meets them may answer
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

    /** A rule and its evidence. */
    public record Exclusion(Rule rule, Message evidence) {}
}
