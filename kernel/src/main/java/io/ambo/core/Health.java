package io.ambo.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of destinations' recent failures, as one immutable value.
 *
 * @param epoch grows by one with every change
 * @param resting destinations ({@code provider/model}) that are not to be the first choice for a while
 */
public record Health(long epoch, Map<String, Rest> resting) {

    public static final Health GOOD = new Health(0, Map.of());

    public Health {
        resting = Map.copyOf(resting);
    }

    /**
     * A destination's rest.
     *
     * @param until when it may be the first choice again
     * @param code the stable code of the failure that caused it
     * @param failures failures in a row
     */
    public record Rest(Instant until, String code, int failures) {

        /** No rest is longer. */
        public static final Duration LONGEST = Duration.ofMinutes(5);

        /** Whether it rests at that time. An end far beyond the longest rest was set by a clock that was set back since. */
        public boolean holdsAt(Instant now) {
            return until.isAfter(now) && until.isBefore(now.plus(LONGEST.multipliedBy(2)));
        }
    }
}
