package io.ambo.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All keys in the store, by hash. Revoked and expired keys are included, so that their callers get the right reason.
 * Keys are added or replaced one at a time, however many there are; a look-up takes no lock.
 */
final class KeyRing {

    /** Whether callers need a key. */
    enum State {
        /** The store has not been read yet: every caller is refused. */
        UNKNOWN,
        /** No key was ever created. */
        KEYLESS,
        /** A key was created at some time; this state is permanent. */
        KEYED
    }

    private final Map<KeyHash, AccessKey> keys;
    private volatile State state;

    KeyRing(State state, Map<KeyHash, AccessKey> keys) {
        this.keys = new ConcurrentHashMap<>(keys);
        this.state = state;
    }

    static KeyRing unknown() {
        return new KeyRing(State.UNKNOWN, Map.of());
    }

    State state() {
        return state;
    }

    Optional<AccessKey> find(KeyHash hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    Collection<AccessKey> all() {
        return List.copyOf(keys.values());
    }

    /** Adds a key or replaces the known one; from then on, callers need a key. */
    void put(KeyHash hash, AccessKey key) {
        if (state == State.UNKNOWN) {
            throw new IllegalStateException("a ring that was not read cannot grow");
        }
        keys.put(hash, key);
        state = State.KEYED;
    }
}
