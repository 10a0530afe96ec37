package io.ambo.provider;

import io.ambo.core.Clock;
import io.ambo.core.Health;
import io.ambo.core.Health.Rest;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicReference;

/** What all lanes know of destinations' recent failures; reading it takes no lock. */
public final class HealthMemory {

    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;

    private final Clock clock;
    private final AtomicReference<Health> health = new AtomicReference<>(Health.GOOD);

    public HealthMemory(Clock clock) {
        this.clock = clock;
    }

    public Health now() {
        return health.get();
    }

    /** An answer came: the past is forgotten. */
    public void answered(String destination) {
        if (health.get().resting().containsKey(destination)) {
            health.updateAndGet(old -> {
                var resting = new HashMap<>(old.resting());
                resting.remove(destination);
                return new Health(old.epoch() + 1, resting);
            });
        }
    }

    /**
     * It failed: it rests for five seconds, twice as long at every further failure, five minutes at most; or for as
     * long as it asked.
     *
     * @param code stable code of the failure
     * @param retryAfterSeconds what it asked for, 0 for nothing
     */
    public void failed(String destination, String code, long retryAfterSeconds) {
        var now = clock.now();
        health.updateAndGet(old -> {
            var before = old.resting().get(destination);
            var failures = before == null ? 1 : before.failures() + 1;
            var rest = retryAfterSeconds > 0 ? Duration.ofSeconds(retryAfterSeconds) : rest(failures);
            var resting = new HashMap<>(old.resting());
            resting.put(destination, new Rest(now.plus(shorter(rest)), code, failures));
            return new Health(old.epoch() + 1, resting);
        });
    }

    private static Duration rest(int failures) {
        return FIRST_REST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    }

    private static Duration shorter(Duration rest) {
        return rest.compareTo(Rest.LONGEST) > 0 ? Rest.LONGEST : rest;
    }
}
