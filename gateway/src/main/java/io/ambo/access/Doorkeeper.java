package io.ambo.access;

import io.ambo.core.Caller;
import org.jspecify.annotations.Nullable;

/** Says who a caller is, or refuses; reads memory only. */
public interface Doorkeeper {

    /**
     * The caller of a key.
     *
     * @param authorization the value of the {@code Authorization} header, or null when there is none
     * @throws io.ambo.core.Refusal missing, wrong, expired or revoked key
     */
    Caller admit(@Nullable String authorization);

    /** Another number after each change of keys, so that who was admitted before it can be asked again. */
    default long version() {
        return 0;
    }

    /** Whether no key was ever created, so that loopback callers need none. */
    boolean keyless();
}
