package io.ambo.ledger;

import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The size of the ledger and how fast it grows.
 *
 * @param bytes the current size of all entries
 * @param entriesADay entries of the last 24 hours
 * @param bytesADay the size of that many entries
 */
public record LedgerGrowth(long bytes, long entriesADay, long bytesADay) {

    /** The growth of the ledger in a database, which is not changed; empty if it has no tables of this version. */
    public static Optional<LedgerGrowth> of(DatabasePlace place, Instant now) {
        return Database.look(place, database -> {
            var store = new SqlRetention(database);
            var bytes = store.bytes();
            var all = store.since(Instant.EPOCH);
            var recent = store.since(now.minus(Duration.ofDays(1)));
            return new LedgerGrowth(bytes, recent, all == 0 ? 0 : (long) ((double) bytes / all * recent));
        });
    }
}
