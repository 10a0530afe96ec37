package io.ambo.core;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, and what they may do.
 *
 * @param id the key's public id, or {@code keyless}
 * @param name the name that the key was given
 * @param models what it may ask for: an alias, a name, {@code provider/name} or
 *     {@code provider/*}; empty means all
 * @param kinds destination kinds it may use
 * @param policies policies that it may choose by header; the default policy is always allowed
 * @param rights what it may do besides asking
 * @param expires after this it is refused
 */
public record Caller(
        String id,
        String name,
        Set<String> models,
        Set<DestinationKind> kinds,
        Set<String> policies,
        Set<Right> rights,
        Optional<Instant> expires) {

    /** What a key may do besides asking models. */
    public enum Right {
        /** Read the ledger and one's own requests through {@code /api}. */
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

    /** The caller on loopback while no key was ever created: may ask everything, administer nothing. */
    public static Caller keyless() {
        return new Caller(
                "keyless", "keyless", Set.of(), Set.of(DestinationKind.values()), Set.of(), Set.of(), Optional.empty());
    }

    /** Whether the allow-list of models lets this destination through. */
    public boolean mayUse(String provider, String model) {
        return models.isEmpty()
                || models.contains(model)
                || models.contains(provider + "/" + model)
                || models.contains(provider + "/*");
    }
}
