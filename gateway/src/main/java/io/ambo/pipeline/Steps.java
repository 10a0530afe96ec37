package io.ambo.pipeline;

import io.ambo.core.Clock;
import io.ambo.ledger.Step;
import java.util.Arrays;
import java.util.List;

/** How long each of the nine steps took. */
final class Steps {

    private final Clock clock;
    private final Long[] nanos = new Long[Step.values().length];

    Steps(Clock clock) {
        this.clock = clock;
        Arrays.fill(nanos, 0L);
    }

    /** Adds the time since {@code from} to a step. */
    void took(Step step, long from) {
        nanos[step.ordinal()] += Math.max(0, clock.nanoTime() - from);
    }

    List<Long> nanos() {
        return List.of(nanos);
    }
}
