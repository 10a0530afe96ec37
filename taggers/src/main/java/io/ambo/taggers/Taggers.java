package io.ambo.taggers;

import io.ambo.privacy.Tagger;
import java.util.Optional;
import java.util.ServiceLoader;

/** The taggers of the product. */
public final class Taggers {

    private Taggers() {}

    /** The fast tagger for Chinese and English, immutable and shared; the first call reads its models. */
    public static Tagger fast() {
        return Fast.TAGGER;
    }

    /** The accurate tagger, an optional part that is there when its jar is in the class path; the first call reads its model. */
    public static Optional<Tagger> accurate() {
        return Accurate.TAGGER;
    }

    /** What the fast tagger knows of Chinese words. */
    public static ChineseWords chineseWords() {
        return Fast.WORDS;
    }

    private static final class Fast {

        static final FastTagger TAGGER;
        static final ChineseWords WORDS;

        static {
            var chinese = Model.chinese();
            TAGGER = new FastTagger(chinese, Model.english());
            WORDS = new ChineseWords(chinese.lexicon());
        }
    }

    private static final class Accurate {

        static final Optional<Tagger> TAGGER =
                ServiceLoader.load(Tagger.class, Taggers.class.getClassLoader()).findFirst();
    }
}
