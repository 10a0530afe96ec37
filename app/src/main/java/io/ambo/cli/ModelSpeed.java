package io.ambo.cli;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Speed;
import io.ambo.core.Message;
import io.ambo.platform.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures how fast a model answers a single caller of the running server. */
final class ModelSpeed {

    private static final int TOKENS = 64;
    private static final int WRONG = 400;
    private static final String EVENT = "data: ";
    private static final double NANOS = 1e9;
    private static final long NANOS_A_MILLI = 1_000_000;

    private ModelSpeed() {}

    /** Asks twice, because the first answer may include loading the model; the second is measured. */
    static Speed measure(RunningServer server, Destination model) {
        ask(server, model, "Say hello.");
        return ask(server, model, "Write a long story about the sea.");
    }

    private static Speed ask(RunningServer server, Destination model, String question) {
        var json = new JsonObject()
                .text("model", model.id())
                .objects(
                        "messages",
                        List.of(new JsonObject().text("role", "user").text("content", question)))
                .flag("stream", true)
                .object("stream_options", new JsonObject().flag("include_usage", true))
                .number("max_tokens", TOKENS)
                .toString();
        var begun = System.nanoTime();
        var response = server.chat(json, Map.of());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() >= WRONG) {
                throw RunningServer.refusal(
                        response.statusCode(), String.join("\n", lines.lines().toList()));
            }
            return read(lines, begun);
        } catch (IOException e) {
            throw new Unreachable(Message.of("cli.broke-off"));
        }
    }

    private static Speed read(BufferedReader lines, long begun) throws IOException {
        var first = -1L;
        var tokens = 0L;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith(EVENT) || line.endsWith("[DONE]")) {
                continue;
            }
            var event = JsonView.of(line.substring(EVENT.length()));
            if (event.at("error").isThere()) {
                throw RunningServer.refusal(WRONG, line.substring(EVENT.length()));
            }
            if (first < 0 && event.list("choices").stream().anyMatch(ModelSpeed::speaks)) {
                first = System.nanoTime() - begun;
            }
            tokens = Math.max(tokens, event.at("usage").number("completion_tokens"));
        }
        var nanos = System.nanoTime() - begun;
        return new Speed(
                tokens / (nanos / NANOS),
                (int) ((first < 0 ? nanos : first) / NANOS_A_MILLI),
                LocalDate.now(ZoneId.systemDefault()),
                machine());
    }

    private static boolean speaks(JsonView choice) {
        return !choice.at("delta").text("content").isEmpty();
    }

    private static String machine() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores";
    }

    /** Stores it where the catalogue reads the speeds of models. */
    static void keep(Home home, Destination model, Speed speed) {
        var file = home.root().resolve("speeds").resolve(model.id().replaceAll("[^A-Za-z0-9._-]", "-") + ".yaml");
        var text = """
                # Written by ambo models test. Aliases with "speed" go by it; delete it to forget what was measured.
                model: "%s"
                tokens-per-second: %s
                first-ms: %d
                measured: %s
                machine: "%s"
                """.formatted(
                        model.id(),
                        String.format(Locale.ROOT, "%.1f", speed.tokensPerSecond()),
                        speed.firstMillis(),
                        speed.measured(),
                        speed.machine());
        try {
            Files.createDirectories(file.getParent());
            home.writeAtomically(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
