package io.ambo.pipeline;

import io.ambo.core.Clock;
import io.ambo.ledger.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long each of the nine steps took; what is large takes some of them away from the loop. */
final class Steps {

    private static final List<Step> ALL = List.of(Step.values());

    private final Clock clock;
    private final Map<Step, Long> nanos = new EnumMap<>(Step.class);

    Steps(Clock clock) {
        this.clock = clock;
    }

    /** Adds the time since {@code from} to a step. */
    synchronized void took(Step step, long from) {
        nanos.merge(step, Math.max(0, clock.nanoTime() - from), Long::sum);
    }

    /** In nanoseconds, in the order of the steps. */
    synchronized List<Long> nanos() {
        var all = new ArrayList<Long>(ALL.size());
        for (var step : ALL) {
            all.add(nanos.getOrDefault(step, 0L));
        }
        return all;
    }
}
