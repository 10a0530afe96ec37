package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Requests in files of JSON lines, each under the name of its file and line. */
final class RequestLines {

    private RequestLines() {}

    /**
     * Those of one file, or of all {@code *.jsonl} in a folder, in the order of their names.
     *
     * @throws Refusal the folder cannot be read
     */
    static Stream<Map.Entry<String, String>> in(Path place) {
        try {
            if (!Files.isDirectory(place)) {
                return lines(place);
            }
            try (var files = Files.list(place)) {
                var sorted = files.filter(file -> file.toString().endsWith(".jsonl"))
                        .sorted()
                        .toList();
                return sorted.stream().flatMap(RequestLines::lines);
            }
        } catch (IOException e) {
            throw unreadable(place);
        }
    }

    /** A file at a time is in memory. */
    private static Stream<Map.Entry<String, String>> lines(Path file) {
        try {
            var number = new AtomicInteger();
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(line -> Map.entry(file.getFileName() + ":" + number.incrementAndGet(), line))
                    .filter(line -> !line.getValue().isBlank());
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static Refusal unreadable(Path place) {
        return Refusal.of(Reason.BAD_COMMAND, "cli.unreadable", place);
    }
}
