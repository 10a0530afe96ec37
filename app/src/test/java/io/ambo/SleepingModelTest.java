package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.process.EngineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A model that nobody uses for a while: the real engine sleeps in its own way, and its process stays. */
class SleepingModelTest {

    private static final String MODEL = "embedded/smollm2-135m";
    private static final String SETTINGS =
            "port: 0\nlanes: 2\nengine: {enabled: true, slots: 2, context: 2048, idle-timeout: 2s}\n";
    private static final String HELLO = """
            {"model":"%s","max_tokens":4,"messages":[{"role":"user","content":"Say hello."}]}""".formatted(MODEL);

    private final CompletableFuture<Void> asleep = new CompletableFuture<>();

    private void hear(String model, EngineState state) {
        if (model.equals(MODEL) && state instanceof EngineState.Asleep) {
            asleep.complete(null);
        }
    }

    private LiveServer open(Path home) throws IOException {
        Files.writeString(home.resolve("ambo.yaml"), SETTINGS);
        return LiveServer.open(home, this::hear);
    }

    @Test
    void anIdleModelSleepsWithItsProcessKeptAndAnswersWhenSomebodyAsks() throws Exception {
        String key;
        Path home;
        try (var before = EngineServer.open()) {
            key = before.key();
            home = before.server().folder();
        }
        try (var server = open(home)) {
            var first = server.chat(HELLO, "authorization", "Bearer " + key);
            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            var process = EngineServer.engine(home);
            asleep.get(1, TimeUnit.MINUTES);
            var models = server.get("/v1/models", "authorization", "Bearer " + key);
            assertThat(models.body()).contains("asleep");
            assertThat(process.isAlive()).isTrue();
            var woken = server.chat(HELLO, "authorization", "Bearer " + key);
            assertThat(woken.statusCode()).as(woken.body()).isEqualTo(200);
            assertThat(EngineServer.engine(home).pid()).isEqualTo(process.pid());
        }
    }
}
