package io.ambo.access;

import io.ambo.core.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * A key as lists show it: everything but the secret, which nobody has kept.
 *
 * @param caller who it makes its bearer: id, name, what it may do, expiry
 * @param revokedAt empty as long as it was not revoked
 * @param limits what it may use at most
 */
public record AccessKey(Caller caller, Instant createdAt, Optional<Instant> revokedAt, KeyLimits limits) {

    /** The public id, for example {@code key_7f3kq2mz}. */
    public String id() {
        return caller.id();
    }

    /** Whether it opens at that moment; from the moment of its expiry on it does not. */
    public boolean opensAt(Instant now) {
        return revokedAt.isEmpty() && !expiredAt(now);
    }

    boolean expiredAt(Instant now) {
        return caller.expires().filter(expiry -> !now.isBefore(expiry)).isPresent();
    }
}
