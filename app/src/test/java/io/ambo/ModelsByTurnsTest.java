package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.process.EngineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two models on one machine whose budget holds one: the real engine, the real weights under two names. */
class ModelsByTurnsTest {

    private static final String FIRST = "embedded/smollm2-135m";
    private static final String SECOND = "embedded/smollm2-again";
    private static final String SETTINGS =
            "port: 0\nlanes: 2\nengine: {enabled: true, slots: 2, context: 2048, memory: 600 MiB}\n";
    private static final String MODELS = """
            provider: embedded
            models:
              - id: smollm2-135m
                tuning: {memory: 400 MiB}
              - id: smollm2-again
                context: 8192
                capabilities: [json]
                languages: [en]
                tier: {value: 0, source: the same weights, read: 2026-11-24}
                price: {currency: USD, per: 1000000, input: 0, output: 0, since: 2026-01-01, source: runs here, read: 2026-11-24}
                tuning: {memory: 400 MiB, slots: 1, batch: 256, micro-batch: 128, cache-type: q8_0}
            """;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /** The folder in which the engine and the weights are kept between the tests is shared; all else is new. */
    private LiveServer open() throws IOException {
        var home = Path.of("target/engine-home").toAbsolutePath();
        Files.createDirectories(home.resolve("models"));
        Files.writeString(home.resolve("ambo.yaml"), SETTINGS);
        Files.writeString(home.resolve("models/turns.yaml"), MODELS);
        return LiveServer.open(home, this::hear);
    }

    private void hear(String model, EngineState state) {
        told.add(model + " " + state.getClass().getSimpleName());
        if (state instanceof EngineState.Ready) {
            ready.complete(null);
        }
    }

    private static String hello(String model) {
        return """
                {"model":"%s","max_tokens":8,"messages":[{"role":"user","content":"Say hello."}]}""".formatted(model);
    }

    @Test
    void twoModelsAreLoadedByTurnsInABudgetThatHoldsOne() throws Exception {
        String key;
        try (var before = EngineServer.open()) {
            key = before.key();
        }
        try (var server = open()) {
            ready.get(5, TimeUnit.MINUTES);
            for (var model : List.of(FIRST, SECOND, FIRST)) {
                var answer = server.chat(hello(model), "authorization", "Bearer " + key);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.headers().firstValue("x-ambo-model")).contains(model);
            }
        } finally {
            Files.delete(Path.of("target/engine-home/models/turns.yaml"));
        }
        var turns = told.stream().filter(it -> it.matches(".* (Ready|Asleep)")).toList();
        assertThat(turns)
                .containsExactly(
                        FIRST + " Ready", FIRST + " Asleep", SECOND + " Ready", SECOND + " Asleep", FIRST + " Ready");
    }
}
