package io.ambo.access;

import io.ambo.core.Money;
import java.util.Optional;

/**
 * What a key with limits has used of them.
 *
 * @param requests in the last minute; 0 where they are not limited
 * @param tokens in the last minute; 0 where they are not limited
 * @param spent in the present day or month of its budget; empty without a budget, or as long as it is not added up
 */
public record KeyUse(long requests, long tokens, Optional<Money> spent) {

    static final KeyUse NOTHING = new KeyUse(0, 0, Optional.empty());
}
