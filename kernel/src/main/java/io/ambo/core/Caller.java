package io.ambo.core;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An authenticated caller and its permissions.
 *
 * @param id the key's public id, or {@code keyless}
 * @param name the name of the key
 * @param models the models it may use: an alias, a name, {@code provider/name} or {@code provider/*}; empty means all
 * @param kinds destination kinds it may use
 * @param policies policies that it may select by header; the default policy is always allowed
 * @param rights permissions besides calling models
 * @param expires requests after this time are refused
 */
public record Caller(
        String id,
        String name,
        Set<String> models,
        Set<DestinationKind> kinds,
        Set<String> policies,
        Set<Right> rights,
        Optional<Instant> expires) {

    /** A permission besides calling models. */
    public enum Right {
        /** Read the ledger and the key's own requests through {@code /api}. */
        READ,
        /** Create and revoke keys through {@code /api}. */
        ADMINISTER
    }

    public Caller {
        models = Set.copyOf(models);
        kinds = Set.copyOf(kinds);
        policies = Set.copyOf(policies);
        rights = Set.copyOf(rights);
    }

    /**
     * The caller on the loopback interface before the first key is created: may call every model and administer
     * nothing.
     */
    public static Caller keyless() {
        return new Caller(
                "keyless", "keyless", Set.of(), Set.of(DestinationKind.values()), Set.of(), Set.of(), Optional.empty());
    }

    /** Returns whether the list of allowed models includes this destination. */
    public boolean mayUse(String provider, String model) {
        return models.isEmpty()
                || models.contains(model)
                || models.contains(provider + "/" + model)
                || models.contains(provider + "/*");
    }
}
