package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code ambo models bench --try-settings}: the engine is started anew for each setting, and the best ones are told. */
class BenchSettingsTest {

    private static final String MODEL = "embedded-mine/mine";

    @TempDir
    Path folder;

    private StandInEngine engine;

    @BeforeEach
    void prepare() throws IOException {
        engine = StandInEngine.in(folder, "64 GiB");
        engine.add("mine", "");
    }

    @Test
    void moreSlotsAreBestForManyWordsAndASmallMicroBatchForQuickOnes() throws IOException {
        var bench = engine.ambo("models", "bench", MODEL, "--try-settings", "--callers", "1,4", "--tokens", "8");
        assertThat(bench.status()).as(bench.err()).isZero();
        assertThat(bench.err())
                .contains("Setting 1 of ", ": as it is.", "Setting 2 of ", ": slots: 1.", ": slots: 4.")
                .containsPattern("Most tokens: (slots: 4|micro-batch: 128) \\(4 at once, ")
                .containsPattern("Quickest first words: micro-batch: 128 \\(\\d+ ms\\)");
        assertThat(bench.out()).contains("SETTING", "ONE CALLER");
        try (var left = Files.list(engine.home().resolve("run"))) {
            assertThat(left.filter(it -> it.getFileName().toString().startsWith("bench-")))
                    .as("nothing is left of what was tried")
                    .isEmpty();
        }
    }

    @Test
    void whatOneCallerGotIsTheSpeedByWhichTheCatalogueKnowsTheModel() throws IOException {
        var bench =
                engine.ambo("models", "bench", "mine", "--try-settings", "--callers", "1", "--tokens", "8", "--json");
        assertThat(bench.status()).as(bench.err()).isZero();
        var told = JsonMapper.shared().readTree(bench.out());
        assertThat(told.at("/settings/0/setting").asString()).isEmpty();
        var home = engine.home();
        var speed = new CatalogReader(Set.of())
                .read(home, Settings.read(home))
                .destination(MODEL)
                .orElseThrow()
                .speed()
                .orElseThrow();
        assertThat(speed.tokensPerSecond())
                .isEqualTo(
                        Double.parseDouble(told.at("/paces/0/tokens_per_second").asString()))
                .isPositive();
        assertThat(speed.firstMillis()).isBetween(50, 5000);
        assertThat(engine.ambo("models", "show", "mine").out())
                .containsPattern("Speed +\\d+\\.\\d tokens/s to one caller, first words after \\d+ ms \\(20")
                .contains(System.getProperty("os.name"));
    }

    @Test
    void closedModelsHaveNoSettingsToTry() {
        var refused = engine.ambo("models", "bench", "openai/gpt-5-nano", "--try-settings");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("is not a model that Ambo runs itself");
    }

    @Test
    void aRunningServerIsNotMeasuredBeside() {
        try (var server = LiveServer.open(engine.home())) {
            assertThat(server.chat("{\"model\":\"mine\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                            .statusCode())
                    .isEqualTo(200);
            var refused = engine.ambo("models", "bench", MODEL, "--try-settings");
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err()).contains("A server runs in this home");
        }
    }
}
