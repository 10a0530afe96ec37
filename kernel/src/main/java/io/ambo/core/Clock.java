package io.ambo.core;

import java.time.Instant;

/** Time as a parameter: what o'clock it is, and how much has passed. */
public interface Clock {

    Instant now();

    /** Nanoseconds of a clock that never goes back; only differences mean something. */
    long nanoTime();

    /** The machine's own clock. */
    static Clock system() {
        return new Clock() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }
}
