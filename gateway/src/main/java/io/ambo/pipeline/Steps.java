package io.ambo.pipeline;

import io.ambo.core.Clock;
import io.ambo.ledger.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long each of the nine steps of a request took; any thread may add to it. */
final class Steps {

    private static final List<Step> ALL = List.of(Step.values());

    private final Clock clock;
    private final Map<Step, long[]> nanos = new EnumMap<>(Step.class);

    Steps(Clock clock) {
        this.clock = clock;
    }

    /** What is done in a step. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T take() throws E;
    }

    /** Takes a step, and adds the time that it took. */
    <T, E extends Exception> T time(Step step, Work<T, E> work) throws E {
        return time(step, clock.nanoTime(), work);
    }

    /** The same for a step that began with waiting, at {@code from}. */
    <T, E extends Exception> T time(Step step, long from, Work<T, E> work) throws E {
        try {
            return work.take();
        } finally {
            took(step, from);
        }
    }

    /** Adds the time since {@code from} to a step. */
    synchronized void took(Step step, long from) {
        nanos.computeIfAbsent(step, _ -> new long[1])[0] += Math.max(0, clock.nanoTime() - from);
    }

    /** In nanoseconds, in the order of the steps. */
    synchronized List<Long> nanos() {
        var all = new ArrayList<Long>(ALL.size());
        for (var step : ALL) {
            var taken = nanos.get(step);
            all.add(taken == null ? 0 : taken[0]);
        }
        return all;
    }
}
