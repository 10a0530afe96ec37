package io.ambo.bench.micro;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time of the benchmark's own thread, for what waits for disks or takes so long that other work on the machine
 * gets in between. The benchmark says what of it counts, by {@link #of}.
 */
public final class ThreadTime implements InternalProfiler {

    /** Its name as a secondary result. */
    static final String NAME = "cpu";

    private static final double NANOS = 1e3;

    private static long nanos;
    private static long operations;

    /** Work whose processor time is measured. */
    interface Work {
        void run() throws Exception;
    }

    /** Runs the work and counts it as that many operations. */
    static void of(int count, Work work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadCpuTime();
        work.run();
        nanos += threads.getCurrentThreadCpuTime() - before;
        operations += count;
    }

    @Override
    public String getDescription() {
        return "processor time of the benchmark's thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        nanos = 0;
        operations = 0;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return operations == 0
                ? List.of()
                : List.of(new ScalarResult(NAME, nanos / NANOS / operations, "us/op", AggregationPolicy.AVG));
    }
}
