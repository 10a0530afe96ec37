package io.ambo.bench.taggers;

import io.ambo.privacy.Tagger;
import io.ambo.taggers.Taggers;

/** The tier of taggers that is measured: the fast one, or with {@code -Dtier=accurate} the accurate one, if it is there. */
final class Tier {

    private static final boolean ACCURATE = "accurate".equals(System.getProperty("tier"));

    private static final Tagger TAGGER = ACCURATE ? Taggers.accurate().orElseThrow() : Taggers.fast();

    private Tier() {}

    static Tagger tagger() {
        return TAGGER;
    }
}
