package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.engine.process.EngineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open models that are added, changed and removed while the server runs, with a program that plays the engine. */
class ModelsComeAndGoTest {

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private StandInEngine engine;

    @BeforeEach
    void prepare() throws IOException {
        engine = StandInEngine.in(folder, "64 GiB");
    }

    private LiveServer open() {
        return LiveServer.open(
                engine.home(),
                (model, state) -> told.add(model + " " + state.getClass().getSimpleName()));
    }

    private static String hello(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Who are you?\"}]}";
    }

    private void await(String what) {
        Await.until(what, () -> told.contains(what));
    }

    @Test
    void aModelThatIsAddedWhileTheServerRunsAnswersAndOneThatIsRemovedIsGone() throws IOException {
        engine.add("first", "");
        try (var server = open()) {
            var added = engine.add("second", "");
            assertThat(added.err()).contains("The running server has loaded it.");
            server.server().reload();
            assertThat(server.get("/v1/models").body()).contains("embedded-second/second");
            for (var name : List.of("second", "first")) {
                var answer = server.chat(hello(name));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("I am " + name + ".");
            }
            var removed = engine.ambo("models", "remove", "second");
            assertThat(removed.status()).as(removed.err()).isZero();
            assertThat(server.get("/v1/models").body()).doesNotContain("embedded-second");
            assertThat(server.chat(hello("second")).statusCode()).isEqualTo(404);
            assertThat(server.chat(hello("first")).statusCode()).isEqualTo(200);
        }
        assertThat(told.stream().filter("embedded-first/first Ready"::equals))
                .as("the other one went on undisturbed")
                .hasSize(1);
    }

    @Test
    void aModelThatIsRemovedWhileItAnswersEndsWhatItBegan() throws Exception {
        engine.add("mine", "");
        try (var server = open()) {
            await("embedded-mine/mine Ready");
            var asked = IntStream.range(0, 12)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> server.chat(hello("mine"))))
                    .toList();
            asked.getFirst().get(30, TimeUnit.SECONDS);
            engine.ambo("models", "remove", "mine");
            for (var answer : asked) {
                var response = answer.get(30, TimeUnit.SECONDS);
                assertThat(response.statusCode()).as(response.body()).isIn(200, 404, 503);
                assertThat(response.body()).doesNotContain("fault of its own");
            }
            assertThat(server.chat(hello("mine")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aModelWhoseTuningChangedIsRunAnew() throws IOException {
        engine.add("mine", "");
        try (var server = open()) {
            assertThat(server.chat(hello("mine")).statusCode()).isEqualTo(200);
            var file = engine.home().resolve("models/mine.yaml");
            Files.writeString(
                    file, Files.readString(file).replace("slots: 2", "slots: 3"), StandardOpenOption.TRUNCATE_EXISTING);
            server.server().reload();
            assertThat(server.chat(hello("mine")).statusCode()).isEqualTo(200);
        }
        assertThat(told.stream().filter("embedded-mine/mine Ready"::equals)).hasSize(2);
    }

    @Test
    void aBadFileChangesNothingAndTheCommandSaysSo() throws IOException {
        engine.add("mine", "");
        try (var server = open()) {
            Files.writeString(engine.home().resolve("models/bad.yaml"), "provider: nobody\n");
            assertThat(server.post(
                                    "/api/reload",
                                    "{}",
                                    "authorization",
                                    "Bearer " + server.server().token().reveal())
                            .statusCode())
                    .isEqualTo(500);
            assertThat(server.chat(hello("mine")).statusCode()).isEqualTo(200);
            assertThat(server.server().engines().states().get("embedded-mine/mine"))
                    .isInstanceOf(EngineState.Ready.class);
        }
    }

    @Test
    void testMeasuresTheSpeedByWhichTheCatalogueKnowsTheModel() throws IOException {
        engine.add("mine", "");
        assertThat(engine.ambo("models", "test", "mine").err())
                .contains("\"mine\" is intact", "Its speed was not measured: no server runs here");
        try (var _ = LiveServer.open(engine.home())) {
            var tested = engine.ambo("models", "test", "mine");
            assertThat(tested.status()).as(tested.err()).isZero();
            assertThat(tested.out()).containsPattern("Speed +\\d+\\.\\d tokens/s to one caller");
        }
        var home = engine.home();
        var speed = new CatalogReader(Set.of())
                .read(home, Settings.read(home))
                .destination("embedded-mine/mine")
                .orElseThrow()
                .speed()
                .orElseThrow();
        assertThat(speed.tokensPerSecond()).isPositive();
        assertThat(speed.firstMillis()).isBetween(50, 5000);
        assertThat(speed.machine()).contains(System.getProperty("os.name"));
    }
}
