package io.ambo.taggers;

import io.ambo.privacy.Tagger;

/** The taggers that are part of the product. */
public final class Taggers {

    private Taggers() {}

    /** The fast tagger for Chinese and English, immutable and shared; the first call reads its models. */
    public static Tagger fast() {
        return Fast.TAGGER;
    }

    private static final class Fast {

        static final Tagger TAGGER = new FastTagger(Model.chinese(), Model.english());
    }
}
