package io.ambo;

import io.ambo.catalog.NameRules.Tier;
import io.ambo.privacy.Tagger;
import io.ambo.privacy.TaggerSource;
import io.ambo.taggers.Taggers;
import java.util.Optional;

/** The taggers that are part of this program. */
final class InstalledTaggers implements TaggerSource {

    static final TaggerSource ALL = new InstalledTaggers();

    private InstalledTaggers() {}

    @Override
    public Optional<Tagger> of(Tier tier) {
        return switch (tier) {
            case FAST -> Optional.of(Taggers.fast());
            case ACCURATE -> Taggers.accurate();
            case NONE -> Optional.empty();
        };
    }
}
