package io.ambo.ledger;

import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Database;
import io.ambo.platform.Home;
import io.ambo.platform.HomeLock;
import java.io.IOException;

/** The ledger of a home without a running server: locks the home, drains what was left, and answers queries. */
public final class OfflineLedger implements AutoCloseable {

    private final HomeLock lock;
    private final Entries entries;

    private OfflineLedger(HomeLock lock, Entries entries) {
        this.lock = lock;
        this.entries = entries;
    }

    /**
     * Opens it.
     *
     * @throws Refusal if a server runs in the home; query the server instead
     */
    public static OfflineLedger open(Home home, Database database, Clock clock) {
        var lock = home.tryLock().orElseThrow(() -> running(home));
        try {
            var drain = Drain.of(home, new JournalFolder(home), database, "", clock.now());
            return new OfflineLedger(lock, new Entries(drain::drainNow, database));
        } catch (IOException e) {
            lock.close();
            throw Ledger.unusable(home, e);
        }
    }

    /** Queries about entries. */
    public Entries entries() {
        return entries;
    }

    @Override
    public void close() {
        lock.close();
    }

    private static Refusal running(Home home) {
        var process = home.holder().map(String::valueOf).orElse("?");
        var refusal = Refusal.of(Reason.NOT_READY, "ledger.held", home, process);
        return home.serveFile()
                .read()
                .map(server -> refusal.hint("ledger.held-hint-url", server.address()))
                .orElseGet(() -> refusal.hint("ledger.held-hint"));
    }
}
