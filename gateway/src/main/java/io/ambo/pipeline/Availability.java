package io.ambo.pipeline;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Provider;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import io.ambo.provider.EndpointRegistry;
import io.ambo.routing.Question.Circumstances;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who can be called at all. Whether a provider's key is set holds as long as the configuration does and is looked up
 * once; only engines, which come and go, are looked at for each request.
 */
final class Availability {

    /** A model that an engine runs. */
    private record Embedded(Provider provider, Destination destination) {}

    private final EndpointRegistry endpoints;
    private final Set<String> noKey;
    private final List<Embedded> embedded;

    private Availability(EndpointRegistry endpoints, Set<String> noKey, List<Embedded> embedded) {
        this.endpoints = endpoints;
        this.noKey = Set.copyOf(noKey);
        this.embedded = List.copyOf(embedded);
    }

    static Availability of(Catalog catalog, EndpointRegistry endpoints) {
        var noKey = new HashSet<String>();
        var embedded = new ArrayList<Embedded>();
        for (var provider : catalog.providers()) {
            for (var destination : provider.models()) {
                if (provider.kind() == DestinationKind.EMBEDDED) {
                    embedded.add(new Embedded(provider, destination));
                } else if (endpoints.of(provider, destination).isEmpty()) {
                    noKey.add(provider.id());
                }
            }
        }
        return new Availability(endpoints, noKey, embedded);
    }

    Circumstances now(Health health) {
        var notReady = new HashSet<String>();
        for (var model : embedded) {
            if (endpoints.of(model.provider(), model.destination()).isEmpty()) {
                notReady.add(
                        endpoints.runsEngines()
                                ? model.destination().id()
                                : model.provider().id());
            }
        }
        return new Circumstances(health, notReady, noKey);
    }
}
