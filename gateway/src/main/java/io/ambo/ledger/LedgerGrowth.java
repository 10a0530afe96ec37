package io.ambo.ledger;

import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much room entries take, and how fast that grows.
 *
 * @param bytes that they take now
 * @param entriesADay those of the last 24 hours
 * @param bytesADay what that many take
 */
public record LedgerGrowth(long bytes, long entriesADay, long bytesADay) {

    /** Of a database, in which nothing is changed; empty where it has no tables of this version yet. */
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
