package io.ambo.core;

import java.time.Instant;

/** A source of wall-clock time and of elapsed time, passed as a parameter so that tests can control it. */
public interface Clock {

    Instant now();

    /** Nanoseconds of a monotonic clock; only differences between readings have a meaning. */
    long nanoTime();

    /** The system clock. */
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
