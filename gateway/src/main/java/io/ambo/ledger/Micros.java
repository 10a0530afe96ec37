package io.ambo.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as stored in columns: microseconds since 1970 UTC. */
final class Micros {

    private Micros() {}

    /** Fractions of a microsecond are truncated. */
    static long of(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
