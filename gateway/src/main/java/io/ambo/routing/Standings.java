package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.routing.Verdict.Exclusion;
import io.ambo.routing.Verdict.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** How every destination stands: each one examined, then ordered. */
final class Standings {

    private final Examination examination;
    private final Question question;
    private final Prices prices;
    private final Policy policy;
    private final List<Destination> destinations;
    private final Evidence evidence;

    Standings(
            Examination examination, Question question, Prices prices, Policy policy, List<Destination> destinations) {
        this.examination = examination;
        this.question = question;
        this.prices = prices;
        this.policy = policy;
        this.destinations = destinations;
        this.evidence = new Evidence(examination, question, prices, policy, destinations);
    }

    List<Standing> list() {
        var broken =
                IntStream.range(0, destinations.size()).mapToObj(this::broken).toList();
        var able = able(broken, Set.of());
        var waivable = able.isEmpty() && examination.asked().inHouse();
        if (waivable) {
            able = able(broken, EnumSet.of(Rule.LANGUAGE, Rule.TIER_FLOOR, Rule.SPEED));
        }
        var standings = new ArrayList<Standing>();
        for (var rank = 0; rank < able.size(); rank++) {
            standings.add(candidate(able.get(rank), rank + 1, broken.get(able.get(rank))));
        }
        var candidates = Set.copyOf(able);
        IntStream.range(0, destinations.size())
                .filter(d -> !candidates.contains(d))
                .boxed()
                .sorted(Comparator.comparingInt((Integer d) -> -tier(d)).thenComparingInt(d -> d))
                .forEach(d -> standings.add(excluded(d, broken.get(d))));
        return standings;
    }

    private Set<Rule> broken(int d) {
        var broken = EnumSet.noneOf(Rule.class);
        for (var rule : Rule.values()) {
            if (examination.excludes(rule, d)) {
                broken.add(rule);
            }
        }
        return broken;
    }

    /** Those that break no rule but waived ones, best first. */
    private List<Integer> able(List<Set<Rule>> broken, Set<Rule> waived) {
        return IntStream.range(0, destinations.size())
                .filter(d -> waived.containsAll(broken.get(d))
                        && (waived.isEmpty() || Examination.inHouse(destinations.get(d))))
                .boxed()
                .sorted(Comparator.comparing((Integer d) -> rests(d))
                        .thenComparing(d -> examination.estimate(d) == Prices.UNKNOWN)
                        .thenComparingLong(examination::estimate)
                        .thenComparingInt(d -> -tier(d))
                        .thenComparingInt(d -> d))
                .toList();
    }

    private boolean rests(int d) {
        return examination.rest(destinations.get(d)).isPresent();
    }

    private int tier(int d) {
        return destinations.get(d).tierValue();
    }

    private Standing candidate(int d, int rank, Set<Rule> waived) {
        var remarks = new ArrayList<Exclusion>();
        if (rests(d)) {
            remarks.add(evidence.of(Rule.HEALTH, d));
        } else if (rank > 1) {
            remarks.add(evidence.of(Rule.PRICE_RANK, d));
        }
        return standing(d, rank, Set.of(), waived, remarks);
    }

    private Standing excluded(int d, Set<Rule> broken) {
        return standing(d, 0, broken, Set.of(), List.of());
    }

    private Standing standing(int d, int rank, Set<Rule> broken, Set<Rule> waived, List<Exclusion> remarks) {
        var destination = destinations.get(d);
        return new Standing(
                destination,
                rank,
                policy.treatment(destination.kind(), question.content().dataClass()),
                prices.estimate(d, question.size()),
                broken.stream().sorted().map(rule -> evidence.of(rule, d)).toList(),
                waived.stream().sorted().map(rule -> evidence.of(rule, d)).toList(),
                remarks);
    }
}
