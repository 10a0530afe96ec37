package io.ambo.access;

import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates with a key ring in memory. Created and revoked keys are changed in the ring; reading the store replaces
 * the whole ring atomically.
 *
 * <p>The header is parsed according to RFC 6750 section 2.1: the scheme {@code Bearer} in any case, spaces, the key.
 * Messages never repeat a wrong key.
 */
public final class KeyRingAuthenticator implements Authenticator {

    private static final Pattern BEARER = Pattern.compile("bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

    private final Clock clock;
    private final AtomicLong version = new AtomicLong();
    private volatile KeyRing ring = KeyRing.unknown();

    KeyRingAuthenticator(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Caller admit(@Nullable String authorization) {
        var now = ring;
        return switch (now.state()) {
            case UNKNOWN ->
                throw Refusal.of(Reason.NOT_READY, "access.not-read").retryAfter(1);
            case KEYLESS -> Caller.keyless();
            case KEYED -> admit(now, authorization);
        };
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public boolean keyless() {
        return ring.state() == KeyRing.State.KEYLESS;
    }

    /** Returns whether the keys have been read, so that callers can be authenticated. */
    public boolean ready() {
        return ring.state() != KeyRing.State.UNKNOWN;
    }

    Collection<AccessKey> all() {
        return ring.all();
    }

    void use(KeyRing newRing) {
        ring = newRing;
        version.incrementAndGet();
    }

    /** Adds a created or changed key, if the other keys are known. */
    void put(KeyHash hash, AccessKey key) {
        if (ready()) {
            ring.put(hash, key);
            version.incrementAndGet();
        }
    }

    private Caller admit(KeyRing keys, @Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw Refusal.of(Reason.MISSING_KEY, "access.missing").hint("access.missing-hint");
        }
        var bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            throw Refusal.of(Reason.WRONG_KEY, "access.not-bearer").hint("access.missing-hint");
        }
        var text = bearer.group(1);
        var key = keys.find(KeyHash.of(text)).orElseThrow(() -> unknown(text));
        refuseClosed(key);
        return key.caller();
    }

    private void refuseClosed(AccessKey key) {
        if (key.revokedAt().isPresent()) {
            throw Refusal.of(Reason.REVOKED_KEY, "access.revoked", key.id()).hint("access.new-hint");
        }
        if (key.expiredAt(clock.now())) {
            var expiry = key.caller().expires().orElseThrow();
            throw Refusal.of(Reason.EXPIRED_KEY, "access.expired", key.id(), expiry)
                    .hint("access.new-hint");
        }
    }

    private static Refusal unknown(String text) {
        return KeyText.isOurs(text)
                ? Refusal.of(Reason.WRONG_KEY, "access.unknown").hint("access.unknown-hint")
                : Refusal.of(Reason.WRONG_KEY, "access.not-ours").hint("access.missing-hint");
    }
}
