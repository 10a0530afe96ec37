package io.ambo.cli;

import io.ambo.cli.ServerLauncher.EngineNews;
import io.ambo.cli.ServerLauncher.EngineNews.Stage;
import io.ambo.core.Message;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells on standard error where the engine stands: on a terminal in one line that is written over, elsewhere a line when
 * something changes and, while something is fetched, one every few seconds.
 */
final class EngineTalk implements Consumer<EngineNews> {

    private static final long BETWEEN_LINES = 5_000_000_000L;

    private final Session session;
    private final boolean overwrites;
    private final CompletableFuture<EngineNews> settled = new CompletableFuture<>();
    private @Nullable EngineNews told;
    private long toldAt;
    private boolean lineOpen;

    EngineTalk(Session session) {
        this.session = session;
        this.overwrites = session.terminal().styled();
    }

    /** Done when the first engine is ready, or will not be. */
    CompletableFuture<EngineNews> settled() {
        return settled;
    }

    @Override
    public synchronized void accept(EngineNews news) {
        switch (news.stage()) {
            case FETCHING -> passing(news);
            case STARTING -> passing(news);
            case READY -> lasting(news);
            case ABSENT -> {
                lasting(news);
                news.waysOut().forEach(this::wayOut);
            }
            case STOPPED -> {
                return;
            }
        }
        told = news;
        if (news.stage() == Stage.READY || news.stage() == Stage.ABSENT) {
            settled.complete(news);
        }
    }

    private void passing(EngineNews news) {
        var now = System.nanoTime();
        var before = told;
        var changed = before == null || before.stage() != news.stage();
        if (overwrites) {
            session.overwrite(words(news));
            lineOpen = true;
        } else if (changed || now - toldAt > BETWEEN_LINES) {
            session.sayWords(words(news));
            toldAt = now;
        }
    }

    private void lasting(EngineNews news) {
        var before = told;
        if (before != null && before.words().equals(news.words())) {
            return;
        }
        if (lineOpen) {
            session.overwrite("");
            lineOpen = false;
        }
        session.sayWords(words(news));
    }

    private void wayOut(Message way) {
        session.sayWords("  - " + way.in(session.language()));
    }

    private String words(EngineNews news) {
        return session.words("cli.engine", news.engine(), news.words().in(session.language()));
    }
}
