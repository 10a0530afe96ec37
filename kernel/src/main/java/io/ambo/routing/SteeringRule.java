package io.ambo.routing;

import io.ambo.catalog.Policy;
import io.ambo.catalog.Policy.Steering.Action;
import io.ambo.core.DestinationKind;
import io.ambo.core.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Excludes a destination because of a member that controls more than the answer. */
final class SteeringRule implements SetRule {

    private final RuleScope scope;
    private final Map<String, long[]> carrying = new HashMap<>();

    SteeringRule(RuleScope scope) {
        this.scope = scope;
        for (var rule : scope.policy().steering()) {
            carrying.put(rule.member(), scope.where(at -> action(rule, at.kind()) != Action.REFUSE));
        }
    }

    static Action action(Policy.Steering rule, DestinationKind kind) {
        return rule.action().getOrDefault(kind, Action.CARRY);
    }

    /** The policy's rule for a member, by its full name or by {@code name.*}. */
    static Optional<Policy.Steering> of(Policy policy, String member) {
        var dot = member.indexOf('.');
        var family = dot < 0 ? "" : member.substring(0, dot) + ".*";
        var found = Optional.<Policy.Steering>empty();
        for (var rule : policy.steering()) {
            if (rule.member().equals(member)) {
                return Optional.of(rule);
            }
            if (rule.member().equals(family)) {
                found = Optional.of(rule);
            }
        }
        return found;
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        for (var member : inquiry.question().steering()) {
            var rule = of(scope.policy(), member);
            var set = rule.isEmpty() ? null : carrying.get(rule.get().member());
            if (set != null) {
                Bits.keep(bits, set);
            }
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return refused(inquiry, d).isPresent();
    }

    /** A member of the request that the policy refuses at this kind of destination. */
    private Optional<String> refused(Inquiry inquiry, int d) {
        return inquiry.question().steering().stream()
                .sorted()
                .filter(member -> of(scope.policy(), member)
                        .filter(rule -> action(rule, scope.at(d).kind()) == Action.REFUSE)
                        .isPresent())
                .findFirst();
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var kind = DestinationKindRule.named(scope.at(d).kind());
        return Message.of("routing.steering-member", refused(inquiry, d).orElse(""), kind);
    }
}
