package io.ambo.provider;

import java.util.Optional;

/** Where a destination is reached: known beforehand, or only when its engine is awake. */
@FunctionalInterface
public interface EndpointSupplier {

    /** Nothing while its engine is not awake. */
    Optional<Endpoint> now();

    /** One that does not change. */
    static EndpointSupplier at(Endpoint endpoint) {
        return () -> Optional.of(endpoint);
    }
}
