package io.ambo.ledger;

import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.platform.PeriodicTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Enforces the configured age and size of the ledger: deletes the oldest entries in small steps with pauses, so that
 * the drain and queries get their turns. The totals of deleted entries are added to the sums of their days first.
 */
final class Retention implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Retention.class.getName());

    /** Entries per step. */
    static final int STEP = 2_000;

    private static final Duration BETWEEN_STEPS = Duration.ofMillis(250);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final SqlRetention store;
    private final Settings.Retention limits;
    private final Clock clock;
    private final AtomicLong deleted = new AtomicLong();
    private Optional<PeriodicTask> repeating = Optional.empty();
    private boolean failing;

    Retention(SqlRetention store, Settings.Retention limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /** Starts, if there is a limit. */
    void start() {
        if (limits.age().isPresent() || limits.size().isPresent()) {
            repeating = Optional.of(PeriodicTask.start("ambo-retention", this::turn));
        }
    }

    /** Entries deleted since the start. */
    long deleted() {
        return deleted.get();
    }

    /** Runs one step and returns how long to wait for the next. */
    Duration turn() {
        try {
            var now = step();
            failing = false;
            deleted.addAndGet(now);
            return now > 0 ? BETWEEN_STEPS : BETWEEN_LOOKS;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "old entries cannot be deleted: " + failure.getMessage());
            }
            failing = true;
            return BETWEEN_LOOKS;
        }
    }

    private int step() {
        var gone = 0;
        if (limits.age().isPresent()) {
            var before = clock.now().minus(limits.age().get());
            gone += store.delete(Optional.of(before), STEP);
            store.deleteRefusedCallers(before);
        }
        if (limits.size().isPresent() && store.bytes() > limits.size().get()) {
            gone += store.delete(Optional.empty(), STEP);
        }
        return gone;
    }

    @Override
    public void close() {
        repeating.ifPresent(PeriodicTask::close);
    }
}
