package io.ambo.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as columns hold them: microseconds since 1970 UTC. */
final class Micros {

    private Micros() {}

    /** What is below a microsecond is cut off. */
    static long of(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
