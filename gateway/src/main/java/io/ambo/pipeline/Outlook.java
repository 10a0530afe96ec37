package io.ambo.pipeline;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Provider;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import io.ambo.provider.Whereabouts;
import io.ambo.routing.Question.Circumstances;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who can be called at all. Whether a provider's key is set holds as long as the configuration does and is looked up
 * once; only engines, which come and go, are looked at for each request.
 */
final class Outlook {

    /** A model that an engine runs. */
    private record Embedded(Provider provider, Destination destination) {}

    private final Whereabouts whereabouts;
    private final Set<String> noKey;
    private final List<Embedded> embedded;

    private Outlook(Whereabouts whereabouts, Set<String> noKey, List<Embedded> embedded) {
        this.whereabouts = whereabouts;
        this.noKey = Set.copyOf(noKey);
        this.embedded = List.copyOf(embedded);
    }

    static Outlook of(Catalog catalog, Whereabouts whereabouts) {
        var noKey = new HashSet<String>();
        var embedded = new ArrayList<Embedded>();
        for (var provider : catalog.providers()) {
            for (var destination : provider.models()) {
                if (provider.kind() == DestinationKind.EMBEDDED) {
                    embedded.add(new Embedded(provider, destination));
                } else if (whereabouts.of(provider, destination).isEmpty()) {
                    noKey.add(provider.id());
                }
            }
        }
        return new Outlook(whereabouts, noKey, embedded);
    }

    Circumstances now(Health health) {
        var notReady = new HashSet<String>();
        for (var model : embedded) {
            if (whereabouts.of(model.provider(), model.destination()).isEmpty()) {
                notReady.add(
                        whereabouts.runsEngines()
                                ? model.destination().id()
                                : model.provider().id());
            }
        }
        return new Circumstances(health, notReady, noKey);
    }
}
