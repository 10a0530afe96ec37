package io.ambo.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All keys that were ever created and are still in the store, by their hash: revoked and expired ones too, so that
 * their bearers hear the right reason. One key is added or replaced at a time, however many there are; looking one
 * up takes no lock.
 */
final class KeyRing {

    /** Whether keys are asked for. */
    enum State {
        /** The store was not read yet: nobody is let in. */
        UNKNOWN,
        /** No key was ever created. */
        KEYLESS,
        /** A key was created once; that stays so. */
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

    /** Adds a key, or puts it in the place of what was known of it; from then on keys are asked for. */
    void put(KeyHash hash, AccessKey key) {
        if (state == State.UNKNOWN) {
            throw new IllegalStateException("a ring that was not read cannot grow");
        }
        keys.put(hash, key);
        state = State.KEYED;
    }
}
