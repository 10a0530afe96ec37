package io.ambo.core;

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
    public record Rest(Instant until, String code, int failures) {}
}
