package io.ambo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time as the kernel counts it ({@code proc(5)}), in ticks of a hundredth of a second. */
final class CpuTime {

    /** Ticks in a second: {@code USER_HZ}, which is 100 on every Linux that runs a JDK. */
    static final int TICKS = 100;

    private static final int USER = 13;
    private static final int SYSTEM = 14;

    private CpuTime() {}

    /** User and system time of all threads of these processes; 0 for one that is gone. */
    static long of(List<Long> processes) {
        return processes.stream().mapToLong(CpuTime::of).sum();
    }

    private static long of(long process) {
        var file = Path.of("/proc/" + process + "/stat");
        if (!Files.exists(file)) {
            return 0;
        }
        var line = read(file);
        // The name of the program stands in parentheses and may hold blanks.
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[USER - 2]) + Long.parseLong(fields[SYSTEM - 2]);
    }

    /** Time in which any processor of the machine did anything. */
    static long busy() {
        var fields = read(Path.of("/proc/stat"))
                .lines()
                .findFirst()
                .orElseThrow()
                .trim()
                .split(" +");
        var busy = 0L;
        for (var i = 1; i < Math.min(fields.length, 9); i++) {
            var waits = i == 4 || i == 5;
            busy += waits ? 0 : Long.parseLong(fields[i]);
        }
        return busy;
    }

    /** Resident memory of these processes together, in MiB. */
    static long memory(List<Long> processes) {
        return processes.stream().mapToLong(CpuTime::memory).sum() >> 10;
    }

    private static long memory(long process) {
        return read(Path.of("/proc/" + process + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
