package io.ambo.access;

import io.ambo.core.Money;
import java.util.Optional;

/**
 * What a key with limits has used.
 *
 * @param requests in the last minute; 0 if they are not limited
 * @param tokens in the last minute; 0 if they are not limited
 * @param spent in the current day or month of its budget; empty without a budget, or while past spending is unknown
 */
public record KeyUse(long requests, long tokens, Optional<Money> spent) {

    static final KeyUse NOTHING = new KeyUse(0, 0, Optional.empty());
}
