package io.ambo.bench.models;

import io.ambo.bench.models.Throughput.Single;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Callers who send questions to one model at the same time, each two in a row, and time the answers. */
final class Callers implements AutoCloseable {

    private static final int QUESTIONS_EACH = 2;
    private static final String EVENT = "data: ";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String model;
    private final int tokens;
    /** No two questions are the same, so that no cached prompt shortens a measurement. */
    private final AtomicLong number = new AtomicLong(System.nanoTime() % 1_000_000);

    Callers(URI server, String model, int tokens) {
        this.address = server.resolve("/v1/chat/completions");
        this.model = model;
        this.tokens = tokens;
    }

    Throughput measure(int callers) {
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, callers)
                    .mapToObj(_ -> threads.submit(() -> IntStream.range(0, QUESTIONS_EACH)
                            .mapToObj(_ -> ask())
                            .toList()))
                    .toList();
            var answers = asked.stream().flatMap(it -> outcome(it).stream()).toList();
            return Throughput.of(callers, answers, System.nanoTime() - begun);
        }
    }

    private static List<Single> outcome(Future<List<Single>> asked) {
        try {
            return asked.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a question was not answered", e);
        }
    }

    /** Sends one question and reads the whole answer. */
    Single ask() {
        var question = "Write a long story about the number " + number.incrementAndGet() + ".";
        var body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "model",
                        model,
                        "messages",
                        List.of(Map.of("role", "user", "content", question)),
                        "stream",
                        true,
                        "stream_options",
                        Map.of("include_usage", true),
                        "max_tokens",
                        tokens));
        var request = HttpRequest.newBuilder(address)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        var begun = System.nanoTime();
        try {
            var response = client.send(request, BodyHandlers.ofLines());
            try (var lines = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IllegalStateException(String.join("\n", lines.toList()));
                }
                return read(
                        lines.filter(line -> line.startsWith(EVENT) && !line.endsWith("[DONE]"))
                                .map(line -> JsonMapper.shared().readTree(line.substring(EVENT.length())))
                                .iterator(),
                        begun);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Single read(Iterator<JsonNode> events, long begun) {
        var first = -1L;
        var counted = 0L;
        while (events.hasNext()) {
            var event = events.next();
            if (event.has("error")) {
                throw new IllegalStateException(event.toString());
            }
            if (first < 0 && !event.at("/choices/0/delta/content").asString("").isEmpty()) {
                first = System.nanoTime() - begun;
            }
            counted = Math.max(counted, event.at("/usage/completion_tokens").asLong(0));
        }
        return new Single(first < 0 ? System.nanoTime() - begun : first, counted);
    }

    @Override
    public void close() {
        client.close();
    }
}
