package io.ambo.provider;

import io.ambo.core.Health.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The circuit of one destination, as an immutable value. Closed, it counts what ends within a window. Open, it rests; when
 * its rest is over it is half-open, and the next call is the probe.
 *
 * @param rest empty while it is closed
 * @param since nanoseconds at which the window or the rest began
 * @param probe nanoseconds at which the last probe began; {@link #NO_PROBE} without one
 * @param failures failures of the window and of probes, one for a pause that was asked for
 * @param answers answers in the window
 * @param rests rests without an answer between them
 */
record Circuit(Optional<Rest> rest, long since, long probe, int failures, long answers, int rests) {

    private static final long NO_PROBE = Long.MIN_VALUE;

    /** So many failures in a window make it rest, unless more calls than that were answered. */
    static final int MOST_FAILURES = 3;

    static final Duration WINDOW = Duration.ofSeconds(60);

    static final Circuit CLOSED = new Circuit(Optional.empty(), 0, NO_PROBE, 0, 0, 0);

    boolean open() {
        return rest.isPresent();
    }

    private boolean windowOver(long now) {
        return failures == 0 || now - since > WINDOW.toNanos();
    }

    /** The same after a failure while it is closed; the first failure begins a window. */
    Circuit failed(long now) {
        return windowOver(now)
                ? new Circuit(Optional.empty(), now, NO_PROBE, 1, 0, 0)
                : new Circuit(Optional.empty(), since, NO_PROBE, failures + 1, answers, 0);
    }

    /** The same after an answer to a call that began then. */
    Circuit answered(long began, long now) {
        if (open()) {
            return began - since >= 0 ? CLOSED : this;
        }
        return windowOver(now) ? CLOSED : new Circuit(Optional.empty(), since, NO_PROBE, failures, answers + 1, 0);
    }

    /** The same after the first words of an answer: those of the probe end a rest; a call made in spite of it may be cut yet. */
    Circuit spoke(long began) {
        return open() && probed(began) ? CLOSED : this;
    }

    boolean trips() {
        return failures >= MOST_FAILURES && failures >= answers;
    }

    /** Whether a failure of a call that began then is the failure of the probe. */
    boolean probed(long began) {
        return probe != NO_PROBE && began - probe >= 0;
    }

    Circuit rests(Instant until, String code, int counted, long now) {
        return new Circuit(Optional.of(new Rest(until, code, counted)), now, NO_PROBE, counted, 0, rests + 1);
    }

    /** It rests for all others until the probe is back. */
    Circuit probing(Rest meanwhile, long now) {
        return new Circuit(Optional.of(meanwhile), since, now, failures, 0, rests);
    }
}
