package io.ambo.pipeline;

import io.ambo.core.Clock;
import io.ambo.ledger.Step;
import java.util.ArrayList;
import java.util.List;

/** How long each of the nine steps took. */
final class Steps {

    private final Clock clock;
    private final long[] nanos = new long[Step.values().length];

    Steps(Clock clock) {
        this.clock = clock;
    }

    /** Adds the time since {@code from} to a step. */
    void took(Step step, long from) {
        nanos[step.ordinal()] += Math.max(0, clock.nanoTime() - from);
    }

    /** In nanoseconds, in the order of the steps. */
    List<Long> nanos() {
        var all = new ArrayList<Long>(nanos.length);
        for (var step : nanos) {
            all.add(step);
        }
        return all;
    }
}
