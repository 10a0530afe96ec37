package io.ambo.bench.micro;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code bench/micro}: runs the benchmarks and prints them as a table in Markdown. */
public final class Micro {

    private Micro() {}

    /** Takes parts of benchmark names; none means all. */
    public static void main(String... names) throws RunnerException {
        var options = new OptionsBuilder()
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(6)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(ThreadTime.class)
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
        for (var name : names) {
            options.include(name);
        }
        var results = new Runner(options.build()).run();
        System.out.println(
                "\n| benchmark | of | µs | ± | MB/s | processor µs |\n| --- | --- | --- | --- | --- | --- |");
        results.forEach(result -> System.out.println(row(result)));
        ratios(results);
    }

    private static String row(RunResult result) {
        var time = result.getPrimaryResult();
        var timePerByte = result.getSecondaryResults().get("bytes");
        var rate = timePerByte == null ? "" : String.format(Locale.ROOT, "%.0f", 1 / timePerByte.getScore());
        var processor = result.getSecondaryResults().get(ThreadTime.NAME);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %s | %s |",
                name(result),
                of(result),
                time.getScore(),
                time.getScoreError(),
                rate,
                processor == null ? "" : String.format(Locale.ROOT, "%.2f", processor.getScore()));
    }

    private static String name(RunResult result) {
        var name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    /** The parameters that distinguish benchmarks of one name. */
    private static String of(RunResult result) {
        var parameters = result.getParams();
        return parameters.getParamsKeys().stream()
                .map(key -> key + " " + parameters.getParam(key).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** The pass over a body, compared with a plain decode of the same bytes in the same run. */
    private static void ratios(Collection<RunResult> results) {
        for (var index : results) {
            for (var plain : results) {
                if (name(index).equals("WireBenchmark.index")
                        && name(plain).equals("WireBenchmark.plainDecode")
                        && of(index).equals(of(plain))) {
                    System.out.printf(
                            Locale.ROOT,
                            "%nindex : plain decode, %s: %.2f%n",
                            of(index),
                            index.getPrimaryResult().getScore()
                                    / plain.getPrimaryResult().getScore());
                }
            }
        }
    }
}
