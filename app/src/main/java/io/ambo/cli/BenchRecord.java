package io.ambo.cli;

import io.ambo.catalog.Destination;
import io.ambo.platform.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was measured of one model on this machine, as it is kept: all of it in a dated file, and what one caller got in a
 * file from which the catalogue knows the model's speed.
 */
record BenchRecord(String model, int tokens, List<Tried> tried) {

    private static final String ODD = "[^A-Za-z0-9._-]";

    /** A setting and how fast the model answered with it; the first one is how it is run. */
    record Tried(BenchSetting setting, List<Pace> paces) {

        Pace best() {
            return Pace.bestThroughput(paces);
        }

        /** What the fewest callers got. */
        Pace alone() {
            return paces.getFirst();
        }

        private JsonObject json() {
            return new JsonObject().text("setting", setting.yaml()).objects("paces", BenchRecord.json(paces));
        }
    }

    List<Pace> paces() {
        return tried.getFirst().paces();
    }

    static String machine() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores";
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    static String speed(Pace pace) {
        return String.format(Locale.ROOT, "%.1f", pace.tokensPerSecond());
    }

    JsonObject json() {
        var json = new JsonObject()
                .text("model", model)
                .text("measured", today().toString())
                .text("machine", machine())
                .number("cores", Runtime.getRuntime().availableProcessors())
                .number("tokens", tokens)
                .objects("paces", json(paces()))
                .number("slots_for_throughput", Pace.bestThroughput(paces()).callers())
                .number("slots_for_latency", Pace.bestLatency(paces()).callers());
        return tried.size() == 1
                ? json
                : json.objects("settings", tried.stream().map(Tried::json).toList());
    }

    private static List<JsonObject> json(List<Pace> paces) {
        return paces.stream()
                .map(pace -> new JsonObject()
                        .number("callers", pace.callers())
                        .text("tokens_per_second", speed(pace))
                        .number("first_ms", pace.firstMillis())
                        .number("worst_first_ms", pace.worstFirstMillis()))
                .toList();
    }

    /** JSON is YAML too: what reads the home's files can read it. */
    Path keep(Home home) {
        return write(home, "measurements", today() + "-" + model.replaceAll(ODD, "-"), json() + "\n");
    }

    /** The speed by which the catalogue knows the model from now on; only what one caller alone got is one. */
    Optional<Path> keepSpeed(Home home, Destination destination) {
        return paces().stream()
                .filter(pace -> pace.callers() == 1)
                .findFirst()
                .map(pace -> write(home, "speeds", destination.id().replaceAll(ODD, "-"), """
                # Written by ambo models bench. Aliases with "speed" go by it; delete it to forget what was measured.
                model: "%s"
                tokens-per-second: %s
                first-ms: %d
                measured: %s
                machine: "%s"
                """.formatted(
                                destination.id(), speed(pace), pace.firstMillis(), today(), machine())));
    }

    private static Path write(Home home, String folder, String name, String text) {
        var file = home.root().resolve(folder).resolve(name + ".yaml");
        try {
            Files.createDirectories(file.getParent());
            home.writeAtomically(file, text.getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
