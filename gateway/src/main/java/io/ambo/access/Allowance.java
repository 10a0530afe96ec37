package io.ambo.access;

import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.Optional;

/**
 * How a request stands with the limits of its caller's key at the moment when it came.
 *
 * @param use what is used, this request included if it was let in
 * @param requestsReset seconds until no request of the last minute counts any more
 * @param tokensReset the same for tokens
 * @param refusal why it may not go on; empty when it may
 */
public record Allowance(KeyLimits limits, KeyUse use, long requestsReset, long tokensReset, Optional<Refusal> refusal) {

    /** Of callers whose keys have no limits. */
    public static final Allowance UNLIMITED = new Allowance(KeyLimits.NONE, KeyUse.NOTHING, 0, 0, Optional.empty());

    /**
     * Refuses a destination whose cost could not be held against the key's budget: no price, or one in another
     * currency.
     *
     * @param most the most that it may cost
     */
    public void requireCountable(String destination, Optional<Money> most) {
        if (limits.budget().isEmpty() || most.filter(this::countable).isPresent()) {
            return;
        }
        var currency = limits.budget().get().amount().currency();
        throw Refusal.of(Reason.NO_ALLOWED_MODEL, "limit.uncountable", destination, currency)
                .hint("limit.uncountable-hint", currency);
    }

    private boolean countable(Money most) {
        return most.nanos() == 0
                || limits.budget()
                        .filter(budget -> budget.amount().currency().equals(most.currency()))
                        .isPresent();
    }
}
