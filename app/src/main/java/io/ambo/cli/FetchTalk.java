package io.ambo.cli;

import io.ambo.engine.weights.FetchProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Tells on standard error how far a fetch is: on a terminal in one line that is written over, elsewhere a line every few
 * seconds.
 */
final class FetchTalk implements Consumer<FetchProgress> {

    private static final long BETWEEN_LINES = 5_000_000_000L;
    private static final long BETWEEN_STROKES = 200_000_000L;

    private final Session session;
    private final boolean overwrites;
    private final long begun = System.nanoTime();
    private long toldAt = begun;
    private boolean lineOpen;

    FetchTalk(Session session) {
        this.session = session;
        this.overwrites = session.terminal().styled();
    }

    @Override
    public void accept(FetchProgress progress) {
        var now = System.nanoTime();
        if (now - toldAt < (overwrites ? BETWEEN_STROKES : BETWEEN_LINES)) {
            return;
        }
        toldAt = now;
        if (overwrites) {
            session.overwrite(words(progress));
            lineOpen = true;
        } else {
            session.sayWords(words(progress));
        }
    }

    /** Clears the line that was written over. */
    void done() {
        if (lineOpen) {
            session.overwrite("");
            lineOpen = false;
        }
    }

    private String words(FetchProgress progress) {
        var share = progress.total() == 0 ? 0 : 100.0 * progress.done() / progress.total();
        return session.words(
                "cli.models.fetching",
                progress.file(),
                String.format(Locale.ROOT, "%.0f", share),
                Words.bytes(progress.done()),
                Words.bytes(progress.total()),
                Words.bytes(progress.bytesPerSecond()),
                progress.left().map(Duration::toSeconds).orElse(0L));
    }
}
