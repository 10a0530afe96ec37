package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.core.Health;
import io.ambo.core.Message;
import java.util.Optional;

/** Puts a destination that failed recently behind all others while it rests. */
final class HealthRule implements OrderRule {

    private final RuleScope scope;

    HealthRule(RuleScope scope) {
        this.scope = scope;
    }

    /** The destinations that rest at the time of a question. */
    static long[] resting(RuleScope scope, Question question) {
        var resting = scope.none();
        question.circumstances().health().resting().forEach((name, rest) -> {
            if (rest.holdsAt(question.at())) {
                Bits.addAll(resting, scope.names().providerOrDestination(name));
            }
        });
        return resting;
    }

    /** Why and until when a destination rests. */
    static Optional<Health.Rest> rest(Question question, Destination destination) {
        var resting = question.circumstances().health().resting();
        return Optional.ofNullable(resting.get(destination.id()))
                .or(() -> Optional.ofNullable(resting.get(destination.provider())))
                .filter(rest -> rest.holdsAt(question.at()));
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        return rest(inquiry.question(), scope.at(d))
                .map(rest -> Message.of("routing.health", rest.code(), rest.failures(), rest.until()))
                .orElseGet(() -> Message.of("routing.price-rank"));
    }
}
