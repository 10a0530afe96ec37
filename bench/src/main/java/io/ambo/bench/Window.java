package io.ambo.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of one window. Times in microseconds.
 *
 * @param wrong unexpected answers
 * @param cpu processor time of the proxy in the window, per request finished in it
 * @param cpuWithRest the same from the first request until the proxy was idle again, per request in total
 * @param busy share of one processor that the proxy used
 * @param others processors that anything else on the machine used
 * @param memory resident memory of the proxy in MiB
 */
record Window(
        int round,
        Case asked,
        String load,
        String target,
        double seconds,
        long finished,
        long wrong,
        double cpu,
        double cpuWithRest,
        double busy,
        double others,
        double p50,
        double p99,
        double first50,
        double first99,
        long memory) {

    /** The names of the columns of {@link #line}. */
    static final String HEADER = "round,case,load,target,seconds,finished,wrong,cpu_us,cpu_with_rest_us,busy,others,"
            + "p50_us,p99_us,first_p50_us,first_p99_us,memory_mib";

    /** Requests finished per second. */
    double rate() {
        return finished / seconds;
    }

    String line() {
        var numbers = List.of(cpu, cpuWithRest, busy, others, p50, p99, first50, first99);
        return Stream.of(round, asked.id(), load, target, rounded(seconds), finished, wrong)
                        .map(String::valueOf)
                        .collect(Collectors.joining(","))
                + ","
                + numbers.stream().map(Window::rounded).collect(Collectors.joining(","))
                + ","
                + memory;
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
