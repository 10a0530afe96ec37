package io.ambo.routing;

import io.ambo.catalog.Policy;
import io.ambo.routing.Verdict.Exclusion;
import io.ambo.routing.Verdict.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The result for every destination: each one is evaluated, then they are ordered. */
final class Standings {

    private final RuleScope scope;
    private final Rules rules;
    private final FloorDescent descent;
    private final Inquiry inquiry;

    Standings(RuleScope scope, Rules rules, FloorDescent descent, Inquiry inquiry) {
        this.scope = scope;
        this.rules = rules;
        this.descent = descent;
        this.inquiry = inquiry;
    }

    List<Standing> list() {
        var size = scope.destinations().size();
        var broken = IntStream.range(0, size).mapToObj(this::broken).toList();
        var answering = answering(broken);
        var standings = new ArrayList<Standing>();
        for (var rank = 0; rank < answering.size(); rank++) {
            standings.add(candidate(answering.get(rank), rank + 1, broken.get(answering.get(rank))));
        }
        var candidates = Set.copyOf(answering);
        IntStream.range(0, size)
                .filter(d -> !candidates.contains(d))
                .boxed()
                .sorted(Comparator.comparingInt((Integer d) -> -tier(d)).thenComparingInt(d -> d))
                .forEach(d -> standings.add(excluded(d, broken.get(d))));
        return standings;
    }

    private Set<Rule> broken(int d) {
        var broken = EnumSet.noneOf(Rule.class);
        for (var rule : Rule.values()) {
            if (rules.excludes(rule, inquiry, d)) {
                broken.add(rule);
            }
        }
        return broken;
    }

    /** The destinations that may answer, best first. */
    private List<Integer> answering(List<Set<Rule>> broken) {
        var meeting = IntStream.range(0, broken.size())
                .filter(d -> broken.get(d).isEmpty())
                .boxed()
                .toList();
        var falls = meeting.isEmpty() && inquiry.asked().belowFloor() != Policy.BelowFloor.REFUSE;
        return (falls ? descent.plainly(broken, inquiry) : meeting)
                .stream()
                        .sorted(Comparator.comparing((Integer d) -> rests(d))
                                .thenComparing(d -> !inquiry.isPriced(d))
                                .thenComparingLong(inquiry::estimate)
                                .thenComparingInt(d -> -tier(d))
                                .thenComparingInt(d -> d))
                        .toList();
    }

    private boolean rests(int d) {
        return HealthRule.rest(inquiry.question(), scope.at(d)).isPresent();
    }

    private int tier(int d) {
        return scope.at(d).tierValue();
    }

    private Standing candidate(int d, int rank, Set<Rule> waived) {
        var remarks = new ArrayList<Exclusion>();
        if (rests(d)) {
            remarks.add(rules.exclusion(Rule.HEALTH, inquiry, d));
        } else if (rank > 1) {
            remarks.add(rules.exclusion(Rule.PRICE_RANK, inquiry, d));
        }
        return standing(d, rank, Set.of(), waived, remarks);
    }

    private Standing excluded(int d, Set<Rule> broken) {
        return standing(d, 0, broken, Set.of(), List.of());
    }

    private Standing standing(int d, int rank, Set<Rule> broken, Set<Rule> waived, List<Exclusion> remarks) {
        var question = inquiry.question();
        return new Standing(
                scope.at(d),
                rank,
                scope.treatment(scope.at(d), question.content().dataClass()),
                inquiry.prices().estimate(d, question.size()),
                exclusions(broken, d),
                exclusions(waived, d),
                remarks);
    }

    private List<Exclusion> exclusions(Set<Rule> broken, int d) {
        return broken.stream()
                .sorted()
                .map(rule -> rules.exclusion(rule, inquiry, d))
                .toList();
    }
}
