package io.ambo.provider;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Provider;
import java.util.Optional;

/**
 * Knows where destinations are reached. What it says of one that no engine runs holds for as long as it does itself;
 * engines come and go.
 */
@FunctionalInterface
public interface EndpointRegistry {

    /** Nothing when its provider's key is missing, or there is no engine for it. */
    Optional<EndpointSupplier> of(Provider provider, Destination destination);

    /** Whether engines are run at all, so that one that is not there may come. */
    default boolean runsEngines() {
        return true;
    }
}
