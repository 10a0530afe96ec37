package io.ambo.taggers;

import io.ambo.catalog.Kind;
import io.ambo.privacy.Tagger;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The taggers of the product. */
public final class Taggers {

    private Taggers() {}

    /**
     * The fast tagger for Chinese and English, shared. The first call begins to read its models beside the caller; a text
     * that is tagged before they are there waits for them, about a tenth of a second.
     */
    public static Tagger fast() {
        return Fast.TAGGER;
    }

    /** The accurate tagger, an optional part that is there when its jar is in the class path; the first call reads its model. */
    public static Optional<Tagger> accurate() {
        return Accurate.TAGGER;
    }

    /** What the fast tagger knows of Chinese words. */
    public static ChineseWords chineseWords() {
        return Fast.PARTS.join().words();
    }

    /** What is read from the model files. */
    private record Parts(FastTagger tagger, ChineseWords words) {

        static Parts read() {
            var chinese = Model.chinese();
            return new Parts(new FastTagger(chinese, Model.english()), new ChineseWords(chinese.lexicon()));
        }
    }

    private static final class Fast implements Tagger {

        static final CompletableFuture<Parts> PARTS = CompletableFuture.supplyAsync(Parts::read);
        static final Tagger TAGGER = new Fast();

        @Override
        public Set<Kind> kinds() {
            return FastTagger.KINDS;
        }

        @Override
        public void tag(CharSequence text, Sink findings) {
            PARTS.join().tagger().tag(text, findings);
        }
    }

    private static final class Accurate {

        static final Optional<Tagger> TAGGER =
                ServiceLoader.load(Tagger.class, Taggers.class.getClassLoader()).findFirst();
    }
}
