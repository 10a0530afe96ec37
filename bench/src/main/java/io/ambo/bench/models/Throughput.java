package io.ambo.bench.models;

import java.util.Comparator;
import java.util.List;

/**
 * How fast a model answered a number of callers at once.
 *
 * @param callers how many asked at the same time
 * @param tokensPerSecond of all their answers together, from the first question to the last word
 * @param firstMillis the median time until the first words of an answer
 * @param worstFirstMillis the longest
 */
record Throughput(int callers, double tokensPerSecond, long firstMillis, long worstFirstMillis) {

    /** One answer. */
    record Single(long firstNanos, long tokens) {}

    private static final double NANOS = 1e9;
    private static final long NANOS_A_MILLI = 1_000_000;

    static Throughput of(int callers, List<Single> answers, long nanos) {
        var first = answers.stream().mapToLong(Single::firstNanos).sorted().toArray();
        var tokens = answers.stream().mapToLong(Single::tokens).sum();
        return new Throughput(
                callers,
                tokens / (nanos / NANOS),
                first[first.length / 2] / NANOS_A_MILLI,
                first[first.length - 1] / NANOS_A_MILLI);
    }

    static Throughput bestThroughput(List<Throughput> all) {
        return all.stream()
                .max(Comparator.comparingDouble(Throughput::tokensPerSecond))
                .orElseThrow();
    }

    /** Of those that are equally quick, the one for more callers. */
    static Throughput bestLatency(List<Throughput> all) {
        return all.stream()
                .min(Comparator.comparingLong(Throughput::firstMillis)
                        .thenComparing(
                                Comparator.comparingInt(Throughput::callers).reversed()))
                .orElseThrow();
    }
}
