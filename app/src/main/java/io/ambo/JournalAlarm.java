package io.ambo;

import io.ambo.core.Clock;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Logs failures of the journal: the first at once, then their number, at most once a minute. */
final class JournalAlarm implements Consumer<IOException> {

    private static final System.Logger LOG = System.getLogger(JournalAlarm.class.getName());
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Clock clock;
    private boolean said;
    private long saidAt;
    private long since;

    JournalAlarm(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void accept(IOException cause) {
        since++;
        var now = clock.nanoTime();
        if (said && now - saidAt < PAUSE_NANOS) {
            return;
        }
        LOG.log(
                System.Logger.Level.ERROR,
                "the journal cannot be written: " + cause.getMessage() + " (commits that failed: " + since + ")");
        said = true;
        saidAt = now;
        since = 0;
    }
}
