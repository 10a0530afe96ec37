package io.ambo.privacy;

import io.ambo.catalog.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A tagger that knows the words it was told. */
public final class FakeTagger implements Tagger {

    private record Meaning(Kind kind, Certainty certainty) {}

    private static final int SCORE = 7;

    private final Map<String, Meaning> words = new LinkedHashMap<>();
    private AtomicLong now = new AtomicLong();
    private Duration each = Duration.ZERO;
    private boolean onlyOnce;
    private int texts;

    /** It finds this word from now on. */
    public FakeTagger finds(String word, Kind kind, Certainty certainty) {
        words.put(word, new Meaning(kind, certainty));
        return this;
    }

    /** So much time passes with each text. */
    void takes(AtomicLong clock, Duration time) {
        now = clock;
        each = time;
    }

    /** Finds something in the first text only. */
    void onlyOnce() {
        onlyOnce = true;
    }

    /** How many texts it has read. */
    public int texts() {
        return texts;
    }

    @Override
    public Set<Kind> kinds() {
        return EnumSet.of(Kind.PERSON, Kind.ADDRESS, Kind.LOCATION, Kind.ORGANIZATION);
    }

    @Override
    public void tag(CharSequence text, Sink findings) {
        now.addAndGet(each.toNanos());
        if (texts++ > 0 && onlyOnce) {
            return;
        }
        words.forEach((word, meaning) -> {
            var all = text.toString();
            for (var at = all.indexOf(word); at >= 0 && findings.isWanted(); at = all.indexOf(word, at + 1)) {
                findings.found(meaning.kind(), at, at + word.length(), meaning.certainty(), SCORE);
            }
        });
    }
}
