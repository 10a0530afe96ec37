package io.ambo.access;

import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.Optional;

/**
 * The state of a key's limits when a request of its caller arrived.
 *
 * @param use what has been used, including this request if it was admitted
 * @param requestsReset seconds until no request of the last minute counts any more
 * @param tokensReset the same for tokens
 * @param refusal why the request is refused; empty if it is admitted
 */
public record KeyAllowance(
        KeyLimits limits, KeyUse use, long requestsReset, long tokensReset, Optional<Refusal> refusal) {

    /** For callers whose keys have no limits. */
    public static final KeyAllowance UNLIMITED =
            new KeyAllowance(KeyLimits.NONE, KeyUse.NOTHING, 0, 0, Optional.empty());

    /**
     * Refuses a destination whose cost cannot be charged to the key's budget: one without a price, or with a price in
     * another currency.
     *
     * @param most the highest possible cost
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
