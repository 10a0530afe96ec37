package io.ambo.access;

import io.ambo.core.Caller;
import org.jspecify.annotations.Nullable;

/** Authenticates callers by their keys. Reads only memory. */
public interface Authenticator {

    /**
     * The caller identified by a key.
     *
     * @param authorization the value of the {@code Authorization} header, or null if there is none
     * @throws io.ambo.core.Refusal if the key is missing, wrong, expired or revoked
     */
    Caller admit(@Nullable String authorization);

    /** A number that changes with each change of keys, so that callers admitted earlier can be checked again. */
    default long version() {
        return 0;
    }

    /** Returns whether no key was ever created, so that callers on the loopback interface need none. */
    boolean keyless();
}
