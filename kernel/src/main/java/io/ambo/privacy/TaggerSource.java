package io.ambo.privacy;

import io.ambo.catalog.NameRules;
import java.util.Optional;

/** Where the tagger of a tier comes from. */
@FunctionalInterface
public interface TaggerSource {

    /** A program without taggers. */
    TaggerSource NONE = tier -> Optional.empty();

    /** The tagger of a tier; empty if this program has none. The same one at every call. */
    Optional<Tagger> of(NameRules.Tier tier);
}
