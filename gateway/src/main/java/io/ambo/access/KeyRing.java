package io.ambo.access;

import java.util.Map;
import java.util.Optional;

/**
 * All keys that were ever created and are still in the store, by their hash: revoked and expired ones too, so that their
 * bearers hear the right reason. An immutable value.
 *
 * @param state whether keys are asked for
 */
record KeyRing(State state, Map<KeyHash, AccessKey> keys) {

    /** Whether keys are asked for. */
    enum State {
        /** The store was not read yet: nobody is let in. */
        UNKNOWN,
        /** No key was ever created. */
        KEYLESS,
        /** A key was created once; that stays so. */
        KEYED
    }

    static final KeyRing UNKNOWN = new KeyRing(State.UNKNOWN, Map.of());

    KeyRing {
        keys = Map.copyOf(keys);
    }

    Optional<AccessKey> find(KeyHash hash) {
        return Optional.ofNullable(keys.get(hash));
    }
}
