package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.core.Message;

/** Excludes a model whose measured speed is below the alias' requirement. */
final class SpeedRule implements SetRule {

    private final RuleScope scope;
    private final Thresholds speed;

    SpeedRule(RuleScope scope) {
        this.scope = scope;
        speed = new Thresholds(scope.destinations(), SpeedRule::tokensPerSecond);
    }

    /** The measured speed in whole tokens per second; the largest number for an unmeasured model. */
    private static long tokensPerSecond(Destination destination) {
        return destination.speed().map(it -> (long) it.tokensPerSecond()).orElse(Long.MAX_VALUE);
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        if (inquiry.asked().alias()) {
            Bits.keep(bits, speed.atLeast(inquiry.asked().speed()));
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return inquiry.asked().alias()
                && tokensPerSecond(scope.at(d)) < inquiry.asked().speed();
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var at = scope.at(d);
        return Message.of(
                "routing.speed",
                tokensPerSecond(at),
                at.speed().map(it -> it.measured().toString()).orElse(""),
                inquiry.question().asked(),
                inquiry.asked().speed());
    }
}
