package io.ambo.access;

import io.ambo.core.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * A key as shown in lists: everything except the secret, which is not stored.
 *
 * @param caller the caller that the key identifies: id, name, permissions, expiry
 * @param revokedAt empty unless revoked
 * @param limits the most it may use
 */
public record AccessKey(Caller caller, Instant createdAt, Optional<Instant> revokedAt, KeyLimits limits) {

    /** The public id, for example {@code key_7f3kq2mz}. */
    public String id() {
        return caller.id();
    }

    /** Returns whether the key is valid at that time; it is invalid from the moment of its expiry. */
    public boolean opensAt(Instant now) {
        return revokedAt.isEmpty() && !expiredAt(now);
    }

    boolean expiredAt(Instant now) {
        return caller.expires().filter(expiry -> !now.isBefore(expiry)).isPresent();
    }
}
