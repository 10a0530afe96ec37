package io.ambo.routing;

import io.ambo.catalog.Policy;
import io.ambo.catalog.Tier;
import io.ambo.core.DestinationKind;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Selects who answers if no destination meets all requirements of an alias: the set operations for
 * {@link Policy.BelowFloor}.
 *
 * <p>Destinations that support the language of the text come before those that do not, then a higher tier before a
 * lower one, and within a tier a model on this machine last. The first non-empty set answers, ordered by price.
 */
final class FloorDescent {

    private final RuleScope scope;
    private final Rules rules;

    FloorDescent(RuleScope scope, Rules rules) {
        this.scope = scope;
        this.rules = rules;
    }

    /**
     * Ranks the destinations that answer and returns the set they are from.
     *
     * @param allowed the destinations that no unwaivable rule forbids
     */
    long[] rank(Ranking ranking, long[] allowed, Inquiry inquiry) {
        var below = allowed.clone();
        if (inquiry.asked().belowFloor() == Policy.BelowFloor.IN_HOUSE) {
            Bits.keep(below, scope.inHouse());
        }
        if (inquiry.question().router() == Question.FIRST_ROUTER) {
            ranking.rank(below);
            return below;
        }
        var speaking = below.clone();
        rules.keepPreferredOfAnyTier(speaking, inquiry);
        var chosen = rankHighest(ranking, speaking);
        return ranking.isEmpty() ? rankHighest(ranking, below) : chosen;
    }

    private long[] rankHighest(Ranking ranking, long[] among) {
        for (var tier = Tier.HIGHEST; tier >= 0; tier--) {
            var these = among.clone();
            Bits.keep(these, scope.tier(tier));
            var elsewhere = these.clone();
            Bits.remove(elsewhere, scope.kind(DestinationKind.EMBEDDED));
            if (ranked(ranking, elsewhere)) {
                return elsewhere;
            }
            if (ranked(ranking, these)) {
                return these;
            }
        }
        return scope.none();
    }

    private static boolean ranked(Ranking ranking, long[] set) {
        if (Bits.next(set, 0) >= 0) {
            ranking.rank(set);
        }
        return !ranking.isEmpty();
    }

    /** The same for explaining: which of the destinations that violate only waivable rules answer. */
    List<Integer> plainly(List<Set<Rule>> broken, Inquiry inquiry) {
        var below = IntStream.range(0, broken.size())
                .filter(d -> broken.get(d).stream().allMatch(Rule::waivable))
                .filter(d ->
                        inquiry.asked().belowFloor() != Policy.BelowFloor.IN_HOUSE || RuleScope.inHouse(scope.at(d)))
                .boxed()
                .toList();
        if (inquiry.question().router() == Question.FIRST_ROUTER) {
            return below;
        }
        var speaking = below.stream()
                .filter(d -> Set.of(Rule.TIER_FLOOR).containsAll(broken.get(d)))
                .toList();
        return highest(speaking.isEmpty() ? below : speaking);
    }

    private List<Integer> highest(List<Integer> among) {
        var tier = among.stream().mapToInt(d -> scope.at(d).tierValue()).max().orElse(0);
        var these = among.stream().filter(d -> scope.at(d).tierValue() == tier).toList();
        var elsewhere = these.stream()
                .filter(d -> scope.at(d).kind() != DestinationKind.EMBEDDED)
                .toList();
        return elsewhere.isEmpty() ? these : elsewhere;
    }
}
