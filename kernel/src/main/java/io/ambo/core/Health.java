package io.ambo.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The recent failures of destinations, as one immutable value.
 *
 * @param epoch increases by one with every change
 * @param resting destinations ({@code provider/model}) that are not the first choice for now
 */
public record Health(long epoch, Map<String, Rest> resting) {

    public static final Health GOOD = new Health(0, Map.of());

    public Health {
        resting = Map.copyOf(resting);
    }

    /**
     * The period in which a destination is not the first choice.
     *
     * @param until the end of the period
     * @param code the stable code of the failure that caused it
     * @param failures consecutive failures
     */
    public record Rest(Instant until, String code, int failures) {

        /** The longest possible rest. */
        public static final Duration LONGEST = Duration.ofMinutes(5);

        /**
         * Returns whether the destination is resting at that time. An end further away than {@link #LONGEST} is
         * ignored: the system clock has been set back since.
         */
        public boolean holdsAt(Instant now) {
            return until.isAfter(now) && until.isBefore(now.plus(LONGEST.multipliedBy(2)));
        }
    }
}
