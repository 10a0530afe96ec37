package io.ambo.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The origin of the figures: what a reader needs to judge or repeat them. */
public final class Machine {

    private Machine() {}

    /** As a list in Markdown. */
    static String told(Options options, List<String> words) {
        var command = "bench/run " + String.join(" ", words).replaceFirst("--commit \\S+ ?", "");
        return String.join(
                "\n",
                told(options.commit(), command) + "- Ambo's JVM: " + String.join(" ", options.amboJvm()),
                "- tagger of names: " + options.tagger(),
                "- nginx: " + nginx(),
                "- load average at the start: " + load(),
                "- lanes of Ambo, workers of nginx: " + options.lanes()
                        + "; stand-in and load driver on processor 1; all on" + " loopback",
                "");
    }

    /** The facts common to all measurements, as a list in Markdown. */
    public static String told(String commit, String command) {
        return String.join(
                "\n",
                "- taken: " + Instant.now().truncatedTo(ChronoUnit.SECONDS),
                "- commit: " + commit,
                "- command: " + command.strip(),
                "- processor: " + processor() + ", " + cores() + " cores",
                "- system: " + line(Path.of("/etc/os-release"), "PRETTY_NAME=") + ", Linux "
                        + System.getProperty("os.version"),
                "- JDK: " + System.getProperty("java.vendor.version"),
                "");
    }

    /** The kernel's three load averages. */
    static String load() {
        return line(Path.of("/proc/loadavg"), "").replaceAll(" \\d+/.*", "");
    }

    private static String processor() {
        return line(Path.of("/proc/cpuinfo"), "model name").replaceAll("^\\s*:\\s*", "");
    }

    /** All processors of the machine, including those that this process may not use. */
    static long cores() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("processor")).count();
        } catch (IOException _) {
            return 0;
        }
    }

    private static String line(Path file, String start) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(start))
                    .findFirst()
                    .map(line -> line.substring(start.length()).replace("\"", ""))
                    .orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }

    private static String nginx() {
        try {
            var process =
                    new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .replace("nginx version: ", "");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
