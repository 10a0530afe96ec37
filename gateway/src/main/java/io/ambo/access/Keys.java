package io.ambo.access;

import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Database;
import io.ambo.platform.Secret;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The keys in the store: created, listed, revoked, and read into the doorkeeper's memory. It asks the database, so it is
 * used from virtual threads only; a database that fails is a {@link io.ambo.platform.DatabaseFailure}.
 */
public final class Keys {

    /**
     * A new key.
     *
     * @param secret the key itself, which nobody can ever ask for again
     */
    public record Created(AccessKey key, Secret secret) {}

    private final SqlKeys store;
    private final Clock clock;
    private final KeyRingDoorkeeper doorkeeper;
    private final KeyLimiter limiter;

    public Keys(Database database, Clock clock) {
        this.store = new SqlKeys(database);
        this.clock = clock;
        this.doorkeeper = new KeyRingDoorkeeper(clock);
        this.limiter = new KeyLimiter(clock);
    }

    /** Admits nobody before the first {@link #reload()}. */
    public KeyRingDoorkeeper doorkeeper() {
        return doorkeeper;
    }

    /** Holds keys to their limits. */
    public KeyLimiter limiter() {
        return limiter;
    }

    /** Reads the store into memory. If it fails, the doorkeeper goes on with what it knew. */
    public void reload() {
        var ring = store.ring();
        limiter.hold(ring.keys().values());
        doorkeeper.use(ring);
    }

    /** A new key, which opens at once. */
    public Created create(KeyWish wish) {
        var now = clock.now().truncatedTo(ChronoUnit.MICROS);
        if (wish.expires().filter(expiry -> !now.isBefore(expiry)).isPresent()) {
            throw Refusal.of(
                    Reason.BAD_COMMAND, "access.expiry-past", wish.expires().get());
        }
        var caller = new Caller(
                KeyText.newId(),
                wish.name(),
                wish.models(),
                wish.kinds(),
                wish.policies(),
                wish.rights(),
                wish.expires().map(expiry -> expiry.truncatedTo(ChronoUnit.MICROS)));
        var key = new AccessKey(caller, now, Optional.empty(), wish.limits());
        var secret = KeyText.newKey();
        store.insert(key, KeyHash.of(secret));
        limiter.holdNew(key);
        reload();
        return new Created(key, new Secret(secret));
    }

    /** All keys, oldest first. */
    public List<AccessKey> list() {
        return store.list();
    }

    /**
     * Revokes a key at once; one that was revoked before stays as it is.
     *
     * @param idOrName its id, or its name if no other key has it
     * @throws Refusal no key, or several, are called so
     */
    public AccessKey revoke(String idOrName) {
        var key = find(idOrName);
        store.revoke(key.id(), clock.now());
        reload();
        return find(key.id());
    }

    /**
     * Changes the limits of a key at once; what it has used counts. With another budget it is closed until
     * {@link KeyLimiter#readPast}.
     *
     * @param idOrName its id, or its name if no other key has it
     * @throws Refusal no key, or several, are called so
     */
    public AccessKey limit(String idOrName, UnaryOperator<KeyLimits> change) {
        var key = find(idOrName);
        store.limit(key.id(), change.apply(key.limits()));
        reload();
        return find(key.id());
    }

    private AccessKey find(String idOrName) {
        var keys = list();
        var byId = keys.stream().filter(key -> key.id().equals(idOrName)).findFirst();
        if (byId.isPresent()) {
            return byId.get();
        }
        var byName = keys.stream()
                .filter(key -> key.caller().name().equals(idOrName))
                .toList();
        if (byName.size() > 1) {
            throw Refusal.of(Reason.BAD_COMMAND, "access.ambiguous", idOrName).hint("access.list-hint");
        }
        if (byName.isEmpty()) {
            throw Refusal.of(Reason.BAD_COMMAND, "access.no-such-key", idOrName).hint("access.list-hint");
        }
        return byName.getFirst();
    }
}
