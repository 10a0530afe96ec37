package io.ambo.access;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The limits of a key; an empty value means no limit.
 *
 * @param requestsPerMinute requests in any sixty seconds
 * @param tokensPerMinute tokens of prompts and answers in any sixty seconds
 */
public record KeyLimits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute, Optional<KeyBudget> budget) {

    public static final KeyLimits NONE = new KeyLimits(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

    /** The largest possible limit of requests or tokens. */
    public static final long MOST = 1_000_000_000_000L;

    public KeyLimits {
        requireSensible(requestsPerMinute);
        requireSensible(tokensPerMinute);
    }

    private static void requireSensible(OptionalLong limit) {
        if (limit.isPresent() && (limit.getAsLong() < 1 || limit.getAsLong() > MOST)) {
            throw Refusal.of(Reason.BAD_COMMAND, "limit.bad-number", MOST);
        }
    }

    /** Returns whether there are no limits. */
    public boolean none() {
        return equals(NONE);
    }

    public KeyLimits requestsPerMinute(OptionalLong limit) {
        return new KeyLimits(limit, tokensPerMinute, budget);
    }

    public KeyLimits tokensPerMinute(OptionalLong limit) {
        return new KeyLimits(requestsPerMinute, limit, budget);
    }

    public KeyLimits budget(Optional<KeyBudget> limit) {
        return new KeyLimits(requestsPerMinute, tokensPerMinute, limit);
    }
}
