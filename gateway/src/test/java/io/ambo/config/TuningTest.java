package io.ambo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.EngineFile;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {

    private static final String MODEL = """
            provider: embedded
            models:
              - id: mine
                name: %s
                context: 8192
                tuning: {%s}
            """;

    @TempDir
    Path home;

    private Catalog read(String name, String tuning) throws IOException {
        Files.createDirectories(home.resolve("models"));
        Files.writeString(home.resolve("models/mine.yaml"), MODEL.formatted(name, tuning));
        return new CatalogReader(Set.of()).read(home, Settings.fallback());
    }

    private static EngineFile engine(Catalog catalog) {
        return catalog.engineOf(catalog.destination("embedded/mine").orElseThrow())
                .orElseThrow();
    }

    @Test
    void whatAModelSaysWinsAndTheRestIsAsTheEnginesFileHasIt() throws IOException {
        var catalog =
                read("mine", "slots: 2, context-per-slot: 1024, micro-batch: 64, cache-type: q8_0, memory: 300 MiB");
        var engine = engine(catalog);
        assertThat(engine.id()).isEqualTo("xllamacpp");
        assertThat(engine.capacity().slots()).isEqualTo(2);
        assertThat(engine.capacity().microBatch()).isEqualTo(64);
        assertThat(engine.capacity().batch()).isEqualTo(512);
        assertThat(engine.memory()).isEqualTo(300L << 20);
        assertThat(catalog.destination("embedded/mine").orElseThrow().context()).isEqualTo(1024);
    }

    @Test
    void moreSlotsAndContextAreGuessedToTakeMoreMemory() throws IOException {
        var few = engine(read("mine", "slots: 1")).memory();
        var many = engine(read("mine", "slots: 2")).memory();
        assertThat(many - few).isEqualTo(2048L * (64 << 10));
    }

    @Test
    void aCloudModelBehindAnEngineOfThisMachineIsNotEmbedded() throws IOException {
        assertThat(engine(read("qwen3:4b", "engine: ollama")).id()).isEqualTo("ollama");
        assertThatThrownBy(() -> read("gpt-oss:120b-cloud", "engine: ollama"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("gpt-oss:120b-cloud");
    }

    @Test
    void aDraftModelThatTheEngineWouldNotHearOfIsRefused() throws IOException {
        assertThat(engine(read("mine", "engine: llama-server, draft-model: small.gguf"))
                        .capacity()
                        .draftModel())
                .contains("small.gguf");
        assertThatThrownBy(() -> read("mine", "engine: vllm, draft-model: small.gguf"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("vllm");
    }

    @Test
    void aTemplateGoesToEnginesThatHaveAPlaceForOne() throws IOException {
        assertThat(engine(read("mine", "engine: vllm, template: a.jinja"))
                        .capacity()
                        .template())
                .contains("a.jinja");
        assertThatThrownBy(() -> read("mine", "engine: ollama, template: a.jinja"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ollama");
    }

    @Test
    void sleepIsUsedWhereItIsKnownToFreeSomething() throws IOException {
        assertThat(engine(read("mine", "slots: 1")).usefulSleep()).isPresent();
        assertThat(engine(read("mine", "memory: 100 MiB")).usefulSleep()).isEmpty();
        assertThat(engine(read("mine", "engine: vllm, memory: 40 GiB")).usefulSleep())
                .isEmpty();
        assertThat(engine(read("mine", "engine: vllm, memory: 40 GiB, memory-asleep: 2 GiB"))
                        .usefulSleep())
                .hasValueSatisfying(it -> assertThat(it.memory()).contains(2L << 30));
    }

    @Test
    void anEngineFileThatDoesNotSayHowToWakeItIsRefused() throws IOException {
        var file = """
                id: drowsy
                program: {command: drowsy}
                sleep: {%s}
                source: {source: made up, read: 2026-11-26}
                """;
        Files.createDirectories(home.resolve("engines"));
        for (var sleep : new String[] {
            "fall-asleep: /sleep",
            "fall-asleep: /sleep, wake-up: wake",
            "by-itself: true",
            "fall-asleep: /a b, wake-up: /c"
        }) {
            Files.writeString(home.resolve("engines/drowsy.yaml"), file.formatted(sleep));
            assertThatThrownBy(() -> read("mine", "slots: 1"))
                    .as(sleep)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("drowsy.yaml");
        }
    }
}
