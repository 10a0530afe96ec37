package io.ambo.access;

import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Database;
import io.ambo.platform.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Manages keys: creates, lists, limits and revokes them in the store and keeps the {@link KeyRingAuthenticator} up to
 * date. Its methods query the database, so call them from virtual threads only; a failing database throws a
 * {@link io.ambo.platform.DatabaseFailure}.
 */
public final class Keys {

    /**
     * A new key.
     *
     * @param secret the key itself, which cannot be retrieved later
     */
    public record Created(AccessKey key, Secret secret) {}

    private final SqlKeys store;
    private final Clock clock;
    private final KeyRingAuthenticator authenticator;
    private final KeyLimiter limiter;
    private final ReentrantLock changing = new ReentrantLock();
    /** The store's count of key changes when it was last read. */
    private volatile long known = -1;

    public Keys(Database database, Clock clock) {
        this.store = new SqlKeys(database);
        this.clock = clock;
        this.authenticator = new KeyRingAuthenticator(clock);
        this.limiter = new KeyLimiter(clock);
    }

    /** Authenticates callers; refuses every caller before the first {@link #reload()}. */
    public KeyRingAuthenticator authenticator() {
        return authenticator;
    }

    /** Enforces the limits of keys. */
    public KeyLimiter limiter() {
        return limiter;
    }

    /**
     * Reads the store into memory. If it fails, the known keys stay in effect; likewise if the store has lost all keys,
     * because a lost table must not open access.
     */
    public void reload() {
        locked(() -> {
            var changes = store.changes();
            var ring = store.ring();
            if (ring.state() == KeyRing.State.KEYLESS && authenticator.ready() && !authenticator.keyless()) {
                return ring;
            }
            known = changes;
            limiter.hold(ring.all());
            authenticator.use(ring);
            return ring;
        });
    }

    /** Reads the store into memory if a key was changed since the last time, which a single row tells. */
    void reloadChanged() {
        if (!authenticator.ready() || store.changes() != known) {
            reload();
        }
    }

    /**
     * Creates a key, which is valid at once.
     *
     * @throws Refusal if its expiry is in the past, or a valid key has the same name
     */
    public Created create(KeySpec wish) {
        var now = clock.now().truncatedTo(ChronoUnit.MICROS);
        if (wish.expires().filter(expiry -> !now.isBefore(expiry)).isPresent()) {
            throw Refusal.of(
                    Reason.BAD_COMMAND, "access.expiry-past", wish.expires().get());
        }
        var key = new AccessKey(caller(wish), now, Optional.empty(), wish.limits());
        var secret = KeyText.newKey();
        var hash = KeyHash.of(secret);
        locked(() -> {
            requireFree(wish.name(), now);
            store.insert(key, hash);
            limiter.holdNew(key);
            authenticator.put(hash, key);
            return key;
        });
        return new Created(key, new Secret(secret));
    }

    /** No two valid keys share a name, so that tables and commands can refer to keys by name. */
    private void requireFree(String name, Instant now) {
        store.called(name).stream()
                .map(SqlKeys.Stored::key)
                .filter(key -> key.opensAt(now))
                .findFirst()
                .ifPresent(taken -> {
                    throw Refusal.of(Reason.BAD_COMMAND, "access.name-taken", name, taken.id())
                            .hint("access.name-taken-hint", taken.id());
                });
    }

    private static Caller caller(KeySpec wish) {
        return new Caller(
                KeyText.newId(),
                wish.name(),
                wish.models(),
                wish.kinds(),
                wish.policies(),
                wish.rights(),
                wish.expires().map(expiry -> expiry.truncatedTo(ChronoUnit.MICROS)));
    }

    /** What a key has used of its limits; empty if it has none, or if no keys are loaded and nothing is counted. */
    public Optional<KeyUse> use(AccessKey key) {
        return authenticator.ready() ? limiter.use(key.id()) : Optional.empty();
    }

    /** The display name of each key, by id: its name, followed by the id if several keys ever had that name. */
    public Map<String, String> names() {
        var all = authenticator.ready() ? authenticator.all() : store.list();
        var times =
                all.stream().collect(Collectors.groupingBy(key -> key.caller().name(), Collectors.counting()));
        return all.stream().collect(Collectors.toMap(AccessKey::id, key -> {
            var name = key.caller().name();
            return times.getOrDefault(name, 0L) > 1 ? name + " (" + key.id() + ")" : name;
        }));
    }

    /** All keys, oldest first. */
    public List<AccessKey> list() {
        return store.list();
    }

    /**
     * Revokes a key at once; a key that is already revoked does not change.
     *
     * @param idOrName its id, or its name; among several keys of one name, the valid one
     * @throws Refusal if it matches no key, or several
     */
    public AccessKey revoke(String idOrName) {
        return changed(idOrName, key -> store.revoke(key.id(), clock.now()));
    }

    /**
     * Changes the limits of a key at once; what it has used still counts. With a budget of another currency or period,
     * the key is refused until {@link KeyLimiter#readPast}.
     *
     * @param idOrName its id, or its name if no other key has it
     * @throws Refusal if it matches no key, or several
     */
    public AccessKey limit(String idOrName, UnaryOperator<KeyLimits> change) {
        return changed(idOrName, key -> store.limit(key.id(), change.apply(key.limits())));
    }

    private AccessKey changed(String idOrName, Consumer<AccessKey> change) {
        return locked(() -> {
            var key = find(idOrName);
            change.accept(key);
            var stored = store.stored(key.id());
            limiter.hold(stored.key());
            authenticator.put(stored.hash(), stored.key());
            return stored.key();
        });
    }

    /** Changes store and memory under one lock, so that a concurrent reading of the store cannot undo the change. */
    private <T> T locked(Supplier<T> change) {
        changing.lock();
        try {
            return change.get();
        } finally {
            changing.unlock();
        }
    }

    private AccessKey find(String idOrName) {
        var called = store.called(idOrName).stream().map(SqlKeys.Stored::key).toList();
        var byId = called.stream().filter(key -> key.id().equals(idOrName)).findFirst();
        if (byId.isPresent()) {
            return byId.get();
        }
        if (called.size() > 1) {
            var open = called.stream().filter(key -> key.opensAt(clock.now())).toList();
            if (open.size() == 1) {
                return open.getFirst();
            }
            throw Refusal.of(Reason.BAD_COMMAND, "access.ambiguous", idOrName).hint("access.list-hint");
        }
        if (called.isEmpty()) {
            throw Refusal.of(Reason.BAD_COMMAND, "access.no-such-key", idOrName).hint("access.list-hint");
        }
        return called.getFirst();
    }
}
