package io.ambo.api;

import io.ambo.catalog.Catalog;
import io.ambo.core.Language;
import io.ambo.privacy.RosterKinds;
import io.ambo.privacy.TaggedKinds;
import java.util.Objects;

/** The display names of the kinds of values that recognisers find. */
record KindNames(Catalog catalog, Language language) {

    /** The name of a recogniser's kind; its id if it has no name, as for a policy's marked words. */
    String of(String id) {
        return catalog.recognisers().stream()
                .filter(recogniser -> recogniser.id().equals(id))
                .findFirst()
                .map(recogniser -> Objects.requireNonNullElse(recogniser.names().get(language), id))
                .or(() -> TaggedKinds.named(id).or(() -> RosterKinds.named(id)).map(named -> named.in(language)))
                .orElse(id);
    }
}
