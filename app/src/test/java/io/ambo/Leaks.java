package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What this process holds of sockets and of threads of ours, virtual ones included, to be compared with what it holds later. */
record Leaks(int sockets, List<String> threads) {

    /** Longer than Java's own client keeps an idle connection, of which tests before may have left one behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Pattern OURS =
            Pattern.compile("\"name\": \"((?:lane|accept|ambo|api|resolve|engine)[^\"]*)\"");

    static Leaks now() throws IOException {
        return new Leaks(openSockets(), ourThreads());
    }

    /** Waits until no more is held than then, and fails if that does not come. */
    void areGone() throws IOException {
        Await.within(PATIENCE, () -> openSockets() <= sockets);
        Await.within(PATIENCE, () -> ourThreads().size() <= threads.size());
        var now = now();
        assertThat(now.exceeds(this))
                .as("held before: %s, and now: %s", this, now)
                .isFalse();
        LeakWatch.nothingLeaksNow();
    }

    private boolean exceeds(Leaks before) {
        return sockets > before.sockets || threads.size() > before.threads.size();
    }

    /** How many sockets are open, by the list of the system. */
    static int openSockets() throws IOException {
        var count = 0;
        try (var files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var file : files) {
                count += isSocket(file) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedInTheMeantime) {
            return false;
        }
    }

    private static List<String> ourThreads() throws IOException {
        var folder = Files.createTempDirectory("threads");
        var dump = folder.resolve("threads.json");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            var names = new ArrayList<String>();
            var matcher = OURS.matcher(Files.readString(dump));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
            return List.copyOf(names);
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }
}
