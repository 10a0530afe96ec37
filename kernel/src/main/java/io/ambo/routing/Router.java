package io.ambo.routing;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Policy.Steering.Action;
import io.ambo.catalog.Tier;
import io.ambo.core.Capitals;
import io.ambo.core.DestinationKind;
import io.ambo.core.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses the destination for a request. Compiled once from a catalogue and a policy.
 *
 * <p>Choosing is set arithmetic. Each rule is compiled to the set of destinations that it allows for each of its
 * possible values. A question selects one set of each rule; these are intersected, and the survivors are priced and
 * ordered: those that are not resting first, then the cheapest for this request, then the higher tier, then by id. The
 * full account is computed only on request ({@link #explain}), by evaluating the rules for one destination at a time
 * ({@link Standings}); a test checks that both agree.
 *
 * <p>Thread-safe.
 */
public final class Router {

    /** The most destinations tried for one request. */
    public static final int MOST_CANDIDATES = 8;

    /** The member that requests several answers. */
    private static final String SEVERAL = "n";

    private static final int SECONDS_A_DAY = 86_400;

    private final Catalog catalog;
    private final RuleScope scope;
    private final Rules rules;
    private final FloorDescent descent;
    private final long ceiling;
    private volatile Prices prices;

    private Router(Catalog catalog, Policy policy) {
        this.catalog = catalog;
        this.scope = new RuleScope(catalog, policy);
        this.rules = new Rules(scope);
        this.descent = new FloorDescent(scope, rules);
        this.ceiling = policy.ceiling()
                .map(money -> Prices.limit(money, catalog.rates()))
                .orElse(Long.MAX_VALUE);
        this.prices = new Prices(scope.destinations(), catalog.rates(), 0);
    }

    public static Router of(Catalog catalog, Policy policy) {
        return new Router(catalog, policy);
    }

    public Policy policy() {
        return scope.policy();
    }

    /**
     * The providers of all models that a name stands for. This machine's engine is ignored, because it issues no sealed
     * content.
     */
    public Set<String> providers(String name) {
        var asked = scope.names().asked(name);
        var providers = new TreeSet<String>();
        for (var d = 0; asked != null && d < scope.destinations().size(); d++) {
            var destination = scope.destinations().get(d);
            if (Bits.has(asked.destinations(), d) && destination.kind() != DestinationKind.EMBEDDED) {
                providers.add(destination.provider());
            }
        }
        return providers;
    }

    /** Returns whether requests can use this name. */
    public boolean knows(String name) {
        return scope.names().asked(name) != null;
    }

    /**
     * The members of a request that the policy has a rule for, as a {@link Question} records them.
     *
     * @param members names at the top level of the body, and {@code tools.TYPE} for tools that the provider itself runs
     * @param choices the number of requested answers; {@code n} matters only above 1
     * @throws io.ambo.core.Refusal if a member differs only in letter case from one that the policy has a rule for
     */
    public Set<String> steering(Collection<String> members, long choices) {
        var known = new TreeSet<String>();
        for (var member : members) {
            var small = Capitals.small(member);
            if (!small.equals(member) && SteeringRule.of(policy(), small).isPresent()) {
                throw Capitals.refusal(member, small);
            }
            if (!(member.equals("n") && choices <= 1)
                    && SteeringRule.of(policy(), member).isPresent()) {
                known.add(member);
            }
        }
        return known;
    }

    /**
     * The destinations that may answer, best first.
     *
     * @throws io.ambo.core.Refusal if the model is unknown or no destination may answer (yet); it names the reason for
     *     each
     */
    public Decision choose(Question question) {
        var asked = scope.names().asked(question.asked());
        if (asked == null) {
            throw Refusals.unknownModel(
                    question, scope.names().known(question.allowance().models(), scope.destinations()));
        }
        var inquiry = inquiry(question, asked);
        var solution = solve(inquiry);
        if (solution.ranking().isEmpty()) {
            throw refusal(inquiry);
        }
        return new Decision(candidates(inquiry, solution), counterfactual(inquiry, solution));
    }

    /**
     * The destinations that would answer a short harmless text under this name, best first, once all starting engines
     * are ready; empty if none may.
     */
    public Optional<Decision> expected(String asked, Question.Circumstances now, Instant at) {
        var question = new Question(
                asked,
                policy().name(),
                Question.Allowance.ALL,
                Question.Content.HARMLESS,
                new Question.Size(1, 1, OptionalLong.empty(), 1),
                Set.of(),
                Map.of(),
                Set.of(),
                now.later(),
                at,
                Optional.empty());
        try {
            return Optional.of(choose(question));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    private Refusal refusal(Inquiry inquiry) {
        var question = inquiry.question();
        if (CapabilityRule.mixes(inquiry)) {
            return Refusals.mixed(question);
        }
        if (question.steering().contains(SEVERAL) && mayAnswer(question.without(SEVERAL), inquiry)) {
            return Refusals.severalAnswers(question);
        }
        var comes = mayAnswer(question.later(), inquiry);
        return comes ? Refusals.noModelYet(explain(question)) : Refusals.noModel(explain(question));
    }

    private boolean mayAnswer(Question question, Inquiry inquiry) {
        return !solve(inquiry(question, inquiry.asked())).ranking().isEmpty();
    }

    /**
     * The result of choosing; the ranking is empty if no destination may answer.
     *
     * @param able the destinations able to do the work at all
     * @param chosen the destinations that were ranked
     * @param waived whether they do not meet the requirements of the alias
     */
    private record Solution(Ranking ranking, long[] able, long[] chosen, boolean waived) {}

    private Solution solve(Inquiry inquiry) {
        var resting = HealthRule.resting(scope, inquiry.question());
        var ranking = new Ranking(inquiry, rules, scope.destinations(), resting);
        var able = rules.able(inquiry);
        var allowed = able.clone();
        rules.keepAllowed(allowed, inquiry);
        var chosen = allowed.clone();
        rules.keepPreferred(chosen, inquiry);
        ranking.rank(chosen);
        var waived = ranking.isEmpty() && inquiry.asked().belowFloor() != Policy.BelowFloor.REFUSE;
        return new Solution(ranking, able, waived ? descent.rank(ranking, allowed, inquiry) : chosen, waived);
    }

    private List<Decision.Candidate> candidates(Inquiry inquiry, Solution solution) {
        var question = inquiry.question();
        var ranking = solution.ranking();
        var candidates = new ArrayList<Decision.Candidate>(ranking.count());
        for (var i = 0; i < ranking.count(); i++) {
            var d = ranking.at(i);
            var destination = scope.at(d);
            candidates.add(new Decision.Candidate(
                    destination,
                    scope.treatment(destination, question.content().dataClass()),
                    inquiry.prices().estimate(d, question.size()),
                    inquiry.prices().reserved(d, question.size()),
                    solution.waived(),
                    ranking.rests(d),
                    drop(question, destination.kind())));
        }
        return candidates;
    }

    private List<String> drop(Question question, DestinationKind kind) {
        if (question.steering().isEmpty()) {
            return List.of();
        }
        return question.steering().stream()
                .filter(member -> SteeringRule.of(policy(), member)
                        .filter(rule -> SteeringRule.action(rule, kind) == Action.DROP)
                        .isPresent())
                .sorted()
                .toList();
    }

    /** The best alternative: the highest tier among those able to do the work, then the cheapest, then by id. */
    private Optional<Decision.Counterfactual> counterfactual(Inquiry inquiry, Solution solution) {
        var ranking = solution.ranking();
        var best = -1;
        for (var tier = Tier.HIGHEST; tier >= 0 && best < 0; tier--) {
            var these = solution.able().clone();
            Bits.keep(these, scope.tier(tier));
            best = ranking.cheapestBut(ranking.isEmpty() ? -1 : ranking.at(0), these);
        }
        if (best < 0) {
            return Optional.empty();
        }
        var other = scope.at(best);
        return Optional.of(new Decision.Counterfactual(
                other.id(),
                other.tierValue(),
                inquiry.prices().estimate(best, inquiry.question().size()),
                rules.reason(inquiry, best, solution.chosen())));
    }

    /**
     * The full account of a question, including one that no destination may answer. An unknown name excludes every
     * destination.
     */
    public Verdict explain(Question question) {
        var known = scope.names().asked(question.asked());
        var asked = known == null ? ResolvedName.named(scope.none()) : known;
        var inquiry = inquiry(question, asked);
        return new Verdict(
                question,
                catalog.version(),
                new Standings(scope, rules, descent, inquiry).list(),
                known == null ? Optional.empty() : counterfactual(inquiry, solve(inquiry)));
    }

    private Inquiry inquiry(Question question, ResolvedName asked) {
        return new Inquiry(question, asked, prices(question), CostLimits.of(question, asked, ceiling, catalog.rates()));
    }

    private Prices prices(Question question) {
        var day = Math.floorDiv(question.at().getEpochSecond(), SECONDS_A_DAY);
        var known = prices;
        if (!known.of(day)) {
            known = new Prices(scope.destinations(), catalog.rates(), day);
            prices = known;
        }
        return known;
    }
}
