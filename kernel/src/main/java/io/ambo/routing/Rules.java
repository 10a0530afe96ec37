package io.ambo.routing;

import io.ambo.routing.Verdict.Exclusion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All rules, compiled once for a catalogue and a policy: as sets for choosing, and one by one for explaining. */
final class Rules {

    private final RuleScope scope;
    private final Map<Rule, RoutingRule> all = new EnumMap<>(Rule.class);
    private final List<SetRule> disabling = new ArrayList<>();
    private final List<SetRule> forbidding = new ArrayList<>();
    private final List<SetRule> preferring = new ArrayList<>();
    private final List<CostRule> limiting = new ArrayList<>();

    Rules(RuleScope scope) {
        this.scope = scope;
        for (var rule : Rule.values()) {
            var compiled = rule.compile(scope);
            all.put(rule, compiled);
            switch (compiled) {
                case SetRule set -> sets(rule.effect()).add(set);
                case CostRule cost -> limiting.add(cost);
                case OrderRule _ -> {}
            }
        }
    }

    private List<SetRule> sets(Rule.Effect effect) {
        return switch (effect) {
            case DISABLES -> disabling;
            case FORBIDS -> forbidding;
            case PREFERS -> preferring;
            case LIMITS, ORDERS -> throw new IllegalStateException("a rule that is a set excludes: " + effect);
        };
    }

    /** The destinations able to do the work: the request fits, they have the capabilities, they are available. */
    long[] able(Inquiry inquiry) {
        var bits = scope.all();
        keep(disabling, bits, inquiry);
        return bits;
    }

    /** Removes destinations that an unwaivable rule forbids. */
    void keepAllowed(long[] bits, Inquiry inquiry) {
        keep(forbidding, bits, inquiry);
    }

    /** Removes destinations that do not meet the requirements of the alias. */
    void keepPreferred(long[] bits, Inquiry inquiry) {
        keep(preferring, bits, inquiry);
    }

    /** The same, ignoring the tier. */
    void keepPreferredOfAnyTier(long[] bits, Inquiry inquiry) {
        for (var rule : preferring) {
            if (!(rule instanceof TierFloorRule)) {
                rule.keep(bits, inquiry);
            }
        }
    }

    private static void keep(List<SetRule> rules, long[] bits, Inquiry inquiry) {
        for (var i = 0; i < rules.size(); i++) {
            rules.get(i).keep(bits, inquiry);
        }
    }

    /** Returns whether the cost of a destination is within the limits. */
    boolean affords(Inquiry inquiry, int d) {
        for (var i = 0; i < limiting.size(); i++) {
            if (limiting.get(i).excludes(inquiry, d)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a rule excludes a destination, ignoring waivers. */
    boolean excludes(Rule rule, Inquiry inquiry, int d) {
        return of(rule).excludes(inquiry, d);
    }

    /** A rule that applies to a destination, with its explanation. */
    Exclusion exclusion(Rule rule, Inquiry inquiry, int d) {
        return new Exclusion(rule, of(rule).words(inquiry, d));
    }

    private RoutingRule of(Rule rule) {
        return Objects.requireNonNull(all.get(rule));
    }

    /**
     * The first rule that kept a destination from being the first choice. A chosen destination violates only limits and
     * waived rules.
     */
    Rule reason(Inquiry inquiry, int d, long[] chosen) {
        var passed = Bits.has(chosen, d);
        for (var rule : Rule.values()) {
            if ((!passed || rule.effect() == Rule.Effect.LIMITS) && excludes(rule, inquiry, d)) {
                return rule;
            }
        }
        var rests = HealthRule.rest(inquiry.question(), scope.at(d)).isPresent();
        return rests ? Rule.HEALTH : Rule.PRICE_RANK;
    }
}
