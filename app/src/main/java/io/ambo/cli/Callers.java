package io.ambo.cli;

import io.ambo.cli.Pace.Single;
import io.ambo.core.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Callers who put questions to one model at the same time, each two in a row, and time the answers. */
final class Callers {

    private static final int QUESTIONS_EACH = 2;
    private static final int WRONG = 400;
    private static final String EVENT = "data: ";

    private final RunningServer server;
    private final String model;
    private final int tokens;
    /** No two questions are the same, so that nothing that was read before shortens a measurement. */
    private final AtomicLong number = new AtomicLong(System.nanoTime() % 1_000_000);

    Callers(RunningServer server, String model, int tokens) {
        this.server = server;
        this.model = model;
        this.tokens = tokens;
    }

    Pace pace(int callers) {
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, callers)
                    .mapToObj(_ -> threads.submit(() -> IntStream.range(0, QUESTIONS_EACH)
                            .mapToObj(_ -> ask())
                            .toList()))
                    .toList();
            var answers = asked.stream().flatMap(it -> outcome(it).stream()).toList();
            return Pace.of(callers, answers, System.nanoTime() - begun);
        }
    }

    private static List<Single> outcome(Future<List<Single>> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(Message.of("cli.broke-off"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }

    /** One question and the whole of its answer. */
    Single ask() {
        var question = "Write a long story about the number " + number.incrementAndGet() + ".";
        var json = new JsonObject()
                .text("model", model)
                .objects(
                        "messages",
                        List.of(new JsonObject().text("role", "user").text("content", question)))
                .flag("stream", true)
                .object("stream_options", new JsonObject().flag("include_usage", true))
                .number("max_tokens", tokens)
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

    private static Single read(BufferedReader lines, long begun) throws IOException {
        var first = -1L;
        var counted = 0L;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith(EVENT) || line.endsWith("[DONE]")) {
                continue;
            }
            var event = JsonView.of(line.substring(EVENT.length()));
            if (event.at("error").isThere()) {
                throw RunningServer.refusal(WRONG, line.substring(EVENT.length()));
            }
            if (first < 0 && event.list("choices").stream().anyMatch(Callers::speaks)) {
                first = System.nanoTime() - begun;
            }
            counted = Math.max(counted, event.at("usage").number("completion_tokens"));
        }
        return new Single(first < 0 ? System.nanoTime() - begun : first, counted);
    }

    private static boolean speaks(JsonView choice) {
        return !choice.at("delta").text("content").isEmpty();
    }
}
