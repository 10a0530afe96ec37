package io.ambo.routing;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Policy.Steering.Action;
import io.ambo.catalog.Tier;
import io.ambo.core.Capability;
import io.ambo.core.Capitals;
import io.ambo.core.DestinationKind;
import io.ambo.core.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses who answers: a catalogue and a policy, compiled once.
 *
 * <p>Choosing is set arithmetic. Each rule was compiled to the set of destinations that it lets through for each value it
 * can have; a question selects one set of each rule, these are intersected, and the survivors are priced and ordered:
 * rested before resting, cheapest for this request first, then the higher tier, then by id. The full account is computed
 * only when somebody looks ({@link #explain}), by plain rules one destination at a time ({@link Examination}); both must
 * agree, and a test compares them.
 *
 * <p>Safe for use by several threads.
 */
public final class Router {

    /** More than these are never tried for one request. */
    public static final int MOST_CANDIDATES = 8;

    /** A language counts when at least that many percent of the text are in it. */
    public static final int LANGUAGE_SHARE = 20;

    private static final int SECONDS_A_DAY = 86_400;

    private final Catalog catalog;
    private final Policy policy;
    private final List<Destination> destinations;
    private final Names names;
    private final Sets sets;
    private final long[] inHouse;
    private final long ceiling;
    private volatile Prices prices;

    private Router(Catalog catalog, Policy policy) {
        this.catalog = catalog;
        this.policy = policy;
        this.destinations = catalog.destinations();
        this.names = new Names(catalog, policy);
        this.sets = new Sets(catalog, policy);
        this.inHouse = sets.inHouse();
        this.ceiling = policy.ceiling()
                .map(money -> Prices.limit(money, catalog.rates()))
                .orElse(Long.MAX_VALUE);
        this.prices = new Prices(destinations, catalog.rates(), 0);
    }

    public static Router of(Catalog catalog, Policy policy) {
        return new Router(catalog, policy);
    }

    public Policy policy() {
        return policy;
    }

    /** Whether something can be asked for by this name. */
    public boolean knows(String name) {
        return names.asked(name) != null;
    }

    /**
     * The members of a request that the policy has a rule for: what a {@link Question} carries of them.
     *
     * @param members names at the top of the body, and {@code tools.TYPE} for tools that a provider itself runs
     * @param choices how many answers are asked for; {@code n} matters only above 1
     * @throws io.ambo.core.Refusal one differs in capitals alone from a member that the policy has a rule for
     */
    public Set<String> steering(Collection<String> members, long choices) {
        var known = new TreeSet<String>();
        for (var member : members) {
            var small = Capitals.small(member);
            if (!small.equals(member) && Sets.steering(policy, small).isPresent()) {
                throw Capitals.refusal(member, small);
            }
            if (!(member.equals("n") && choices <= 1)
                    && Sets.steering(policy, member).isPresent()) {
                known.add(member);
            }
        }
        return known;
    }

    /**
     * Who may answer, best first.
     *
     * @throws io.ambo.core.Refusal unknown model, or nobody may answer, or not yet: then each one's reason is named
     */
    public Decision choose(Question question) {
        var asked = names.asked(question.asked());
        if (asked == null) {
            throw Refusals.unknownModel(
                    question, names.known(question.allowance().models(), destinations));
        }
        var solution = solve(question, asked);
        if (solution.ranking().isEmpty()) {
            throw nobody(question, asked);
        }
        return new Decision(candidates(question, solution), counterfactual(question, asked, solution));
    }

    private Refusal nobody(Question question, Asked asked) {
        if (examination(question, asked).mixes()) {
            return Refusals.mixed(question);
        }
        var comes = !solve(question.later(), asked).ranking().isEmpty();
        return comes ? Refusals.nobodyYet(explain(question)) : Refusals.nobody(explain(question));
    }

    /** What choosing came to; the ranking is empty when nobody may answer. */
    private record Solution(Ranking ranking, long[] able, boolean waived) {}

    private Solution solve(Question question, Asked asked) {
        var limits = Limits.of(question, asked, ceiling, catalog.rates());
        var ranking = new Ranking(question, prices(question), limits, destinations, resting(question));
        var able = able(question, asked);
        var hard = able.clone();
        forbid(hard, question, asked);
        var whole = hard.clone();
        keepSoft(whole, question, asked);
        ranking.rank(whole);
        var waived = ranking.isEmpty() && asked.inHouse();
        if (waived) {
            Bits.keep(hard, inHouse);
            ranking.rank(hard);
        }
        return new Solution(ranking, able, waived);
    }

    private long[] resting(Question question) {
        var resting = Bits.none(destinations.size());
        question.circumstances().health().resting().forEach((name, rest) -> {
            if (rest.holdsAt(question.at())) {
                Bits.addAll(resting, names.providerOrDestination(name));
            }
        });
        return resting;
    }

    /** Those that could do the work at all: it fits, they can do it, their key is set. */
    private long[] able(Question question, Asked asked) {
        var able = sets.context(question.size().needed()).clone();
        if (question.size().maxOutput().isPresent()) {
            Bits.keep(able, sets.maxOutput(question.size().maxOutput().getAsLong()));
        }
        for (var capability : question.needs()) {
            Bits.keep(able, sets.capability(capability));
        }
        if (!question.needs().contains(Capability.EMBEDDINGS)) {
            Bits.keep(able, sets.answering());
        } else if (!asked.one()) {
            return Bits.none(destinations.size());
        }
        for (var provider : question.circumstances().noKey()) {
            Bits.remove(able, names.providerOrDestination(provider));
        }
        for (var destination : question.circumstances().notReady()) {
            Bits.remove(able, names.providerOrDestination(destination));
        }
        return able;
    }

    /** Takes away whom a rule forbids that is never waived. */
    private void forbid(long[] bits, Question question, Asked asked) {
        var content = question.content();
        Bits.keep(bits, asked.destinations());
        Bits.keep(bits, sets.lettingThrough(content.dataClass()));
        if (content.unmaskable().isPresent()) {
            Bits.keep(bits, sets.inClear(content.dataClass()));
        }
        if (content.media()) {
            Bits.keep(bits, sets.media());
        }
        if (content.opaque()) {
            Bits.keep(bits, issuers(content.issuers()));
        }
        for (var member : question.steering()) {
            sets.keepSteering(bits, member);
        }
        forbidByKey(bits, question, asked);
    }

    private void forbidByKey(long[] bits, Question question, Asked asked) {
        var allowance = question.allowance();
        for (var kind : DestinationKind.values()) {
            if (!allowance.kinds().contains(kind)) {
                Bits.remove(bits, sets.kind(kind));
            }
        }
        var models = allowance.models();
        if (!models.isEmpty() && !(asked.alias() && models.contains(question.asked()))) {
            Bits.keep(bits, names.union(models));
        }
    }

    private long[] issuers(Set<String> issuers) {
        if (issuers.isEmpty()) {
            return inHouse;
        }
        var set = Bits.none(destinations.size());
        issuers.forEach(issuer -> Bits.addAll(set, names.providerOrDestination(issuer)));
        return set;
    }

    private void keepSoft(long[] bits, Question question, Asked asked) {
        if (!asked.alias()) {
            return;
        }
        Bits.keep(bits, sets.tier(asked.floor()));
        Bits.keep(bits, sets.speed(asked.speed()));
        question.languages().forEach((language, share) -> {
            if (share >= LANGUAGE_SHARE) {
                Bits.keep(bits, sets.speaking(language));
            }
        });
    }

    private List<Decision.Candidate> candidates(Question question, Solution solution) {
        var ranking = solution.ranking();
        var candidates = new ArrayList<Decision.Candidate>(ranking.count());
        var day = prices(question);
        for (var i = 0; i < ranking.count(); i++) {
            var d = ranking.at(i);
            var destination = destinations.get(d);
            candidates.add(new Decision.Candidate(
                    destination,
                    policy.treatment(destination.kind(), question.content().dataClass()),
                    day.estimate(d, question.size()),
                    day.reserved(d, question.size()),
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
                .filter(member -> Sets.steering(policy, member)
                        .filter(rule -> Sets.action(rule, kind) == Action.DROP)
                        .isPresent())
                .sorted()
                .toList();
    }

    /** The best that was not taken: the highest tier among those that are able, then the cheapest, then by id. */
    private Optional<Decision.Counterfactual> counterfactual(Question question, Asked asked, Solution solution) {
        var ranking = solution.ranking();
        var best = -1;
        for (var tier = Tier.HIGHEST; tier >= 0 && best < 0; tier--) {
            var these = solution.able().clone();
            Bits.keep(these, sets.tier(tier));
            best = ranking.cheapestBut(ranking.isEmpty() ? -1 : ranking.at(0), these);
        }
        if (best < 0) {
            return Optional.empty();
        }
        var other = destinations.get(best);
        var rule = examination(question, asked).reason(best, solution.waived());
        return Optional.of(new Decision.Counterfactual(
                other.id(), other.tierValue(), prices(question).estimate(best, question.size()), rule));
    }

    /** The full account of a question, also of one that nobody may answer. An unknown name excludes everybody. */
    public Verdict explain(Question question) {
        var known = names.asked(question.asked());
        var asked = known == null ? Asked.named(Bits.none(destinations.size())) : known;
        var standings = new Standings(examination(question, asked), question, prices(question), policy, destinations);
        return new Verdict(
                question,
                catalog.version(),
                standings.list(),
                known == null ? Optional.empty() : counterfactual(question, asked, solve(question, asked)));
    }

    private Examination examination(Question question, Asked asked) {
        var limits = Limits.of(question, asked, ceiling, catalog.rates());
        return new Examination(question, asked, prices(question), limits, policy, destinations);
    }

    private Prices prices(Question question) {
        var day = Math.floorDiv(question.at().getEpochSecond(), SECONDS_A_DAY);
        var known = prices;
        if (!known.of(day)) {
            known = new Prices(destinations, catalog.rates(), day);
            prices = known;
        }
        return known;
    }
}
