package io.ambo.bench.models;

import io.ambo.catalog.EngineFile.Capacity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way to run an open model that is tried.
 *
 * @param tuning what differs from how it is run now, by the keys that a model's file has under {@code tuning}
 */
record EngineSetting(Map<String, Integer> tuning) {

    private static final int SMALL_MICRO_BATCH = 128;
    private static final int LARGE_BATCH = 2048;
    private static final int MOST_SLOTS = 256;

    static final EngineSetting AS_IT_IS = new EngineSetting(Map.of());

    EngineSetting {
        tuning = Map.copyOf(tuning);
    }

    /** As it is, and then with one thing after the other changed: slots, batches, threads. */
    static List<EngineSetting> around(Capacity now, int cores) {
        var threads = now.threads().orElse(Math.max(1, cores - 1));
        var others = Stream.of(
                        Map.of("slots", 1),
                        Map.of("slots", Math.min(MOST_SLOTS, 2 * now.slots())),
                        Map.of("micro-batch", SMALL_MICRO_BATCH),
                        Map.of("batch", LARGE_BATCH, "micro-batch", LARGE_BATCH),
                        Map.of("threads", Math.max(1, cores / 2)),
                        Map.of("threads", cores))
                .filter(it -> !present(now, threads).entrySet().containsAll(it.entrySet()))
                .map(EngineSetting::new)
                .distinct();
        return Stream.concat(Stream.of(AS_IT_IS), others).toList();
    }

    private static Map<String, Integer> present(Capacity now, int threads) {
        return Map.of(
                "slots",
                now.slots(),
                "batch",
                now.batch(),
                "micro-batch",
                Math.min(now.batch(), now.microBatch()),
                "threads",
                threads);
    }

    /** {@code slots: 8}, as it would be written; empty for as it is. */
    String yaml() {
        return new TreeMap<>(tuning)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** As a row of the report names it. */
    String words() {
        return tuning.isEmpty() ? "as it is" : "`" + yaml() + "`";
    }
}
