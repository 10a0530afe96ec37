package io.ambo.access;

import io.ambo.core.Caller;
import io.ambo.core.DestinationKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A caller whose key has limits, for tests of other packages. */
public final class LimitedKey {

    private LimitedKey() {}

    /** A new key with these limits, which has used nothing. */
    public static Caller of(KeyLimiter limiter, KeyLimits limits) {
        var caller = new Caller(
                "key_limited",
                "limited",
                Set.of(),
                Set.of(DestinationKind.values()),
                Set.of(),
                Set.of(),
                Optional.empty());
        limiter.holdNew(new AccessKey(caller, Instant.EPOCH, Optional.empty(), limits));
        return caller;
    }
}
