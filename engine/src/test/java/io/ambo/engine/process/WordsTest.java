package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.engine.host.ExitCause;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.Platform;
import io.ambo.engine.host.RestartBackoff;
import io.ambo.engine.weights.FetchProgress;
import io.ambo.engine.weights.WheelPin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small words of this module, each by itself. */
class WordsTest {
    @TempDir
    Path folder;

    @Test
    void waitsDoubleUpToTheLongestAndChanceStaysWithinItsBounds() {
        RestartBackoff backoff = new RestartBackoff(
                Duration.ofMillis(500), Duration.ofSeconds(30), 0.2, Duration.ofSeconds(30), 5, Duration.ofMinutes(5));
        Random random = new Random(42);
        for (int attempt = 1; attempt <= 200; attempt++) {
            double middle = Math.min(30_000, 500 * Math.pow(2, attempt - 1));
            assertThat((double) backoff.before(attempt, random).toMillis()).isBetween(middle * 0.8 - 1, middle * 1.2);
        }
        assertThat(random.doubles(20).mapToObj(_ -> backoff.before(1, random)).distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void progressTellsRateAndTimeLeft() {
        assertThat(FetchProgress.measured("x", 250, 1000, Duration.ofSeconds(1)))
                .isEqualTo(new FetchProgress("x", 250, 1000, 250, Optional.of(Duration.ofSeconds(3))));
        assertThat(FetchProgress.measured("x", 0, 1000, Duration.ofSeconds(1)).left())
                .isEmpty();
        assertThat(FetchProgress.measured("x", 1200, 1000, Duration.ofSeconds(1))
                        .done())
                .isEqualTo(1000);
    }

    @Test
    void platformsAreNamedAlikeWhateverTheJdkCallsThem() {
        assertThat(Platform.of("Linux", "amd64").name()).isEqualTo("linux-x86_64");
        assertThat(Platform.of("Mac OS X", "aarch64").name()).isEqualTo("macos-aarch64");
        assertThat(Platform.of("Windows 11", "amd64").name()).isEqualTo("windows-x86_64");
        assertThat(Platform.of("Linux", "arm64").name()).isEqualTo("linux-aarch64");
    }

    @Test
    void keysDifferAndHideThemselves() {
        EngineKey key = EngineKey.random();
        assertThat(key.reveal()).hasSize(43).isNotEqualTo(EngineKey.random().reveal());
        assertThat(key.toString()).doesNotContain(key.reveal());
    }

    @Test
    void capacityNeverTakesMoreThreadsThanThereAreCores() {
        int cores = Runtime.getRuntime().availableProcessors();
        assertThat(new Capacity(
                                1,
                                512,
                                10_000,
                                512,
                                512,
                                0,
                                "f16",
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty())
                        .threads())
                .isEqualTo(cores);
        assertThat(Capacity.of(1, 512).threads()).isEqualTo(Math.max(1, cores - 1));
        assertThatThrownBy(() -> new Capacity(
                        0, 512, 1, 512, 512, 0, "f16", Optional.empty(), Optional.empty(), List.of(), Optional.empty()))
                .hasMessageContaining("slots 1 to 256");
    }

    @Test
    void whatTheScriptReadsIsJsonWhateverTheNamesHold() {
        Map<String, Object> members = new TreeMap<>();
        members.put("path", "/tmp/a \"b\"\\\n模");
        members.put("slots", 2);
        assertThat(Json.object(members)).isEqualTo("{\"path\":\"/tmp/a \\\"b\\\"\\\\\\u000a\\u6a21\",\"slots\":2}");
    }

    @Test
    void pinsThatWouldAddALineToTheRequirementsAreRefused() {
        assertThatThrownBy(() -> new WheelPin("demo\nevil", "1.0", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WheelPin("demo", "1.0 --index-url=x", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WheelPin("--index-url", "1", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipes.file("any", "abc", 1, 1)).hasMessageContaining("64");
    }

    @Test
    void exitStatusTellsACodeOrASignal() {
        assertThat(ExitCause.ofStatus(7, List.of())).isEqualTo(new ExitCause.Exited(7, List.of()));
        assertThat(ExitCause.ofStatus(137, List.of())).isEqualTo(new ExitCause.Killed(9, List.of()));
        assertThat(ExitCause.ofStatus(255, List.of())).isEqualTo(new ExitCause.Exited(255, List.of()));
    }

    @Test
    void fullLogIsTurnedOverAndOnlyAFewOlderOnesStay() throws Exception {
        EngineLog log = new EngineLog(folder.resolve("logs"), "engine", List.of());
        String line = "x".repeat(999);
        for (int number = 0; number < 6000; number++) {
            log.heard(line);
        }
        assertThat(Folders.entries(folder.resolve("logs"))).hasSize(4);
        for (Path kept : Folders.entries(folder.resolve("logs"))) {
            assertThat(Files.size(kept)).isLessThan((1 << 20) + 1001);
        }
        assertThat(log.lastLines()).hasSize(5);
    }

    @Test
    void processIsToldApartByItsBirth() {
        ProcessIdentity ours = ProcessIdentity.ours();
        assertThat(ours.isAlive()).isTrue();
        assertThat(ProcessIdentity.parse(ours.line())).contains(ours);
        assertThat(new ProcessIdentity(ours.pid(), "1@another-boot").isAlive()).isFalse();
        assertThat(ProcessIdentity.parse("rubbish")).isEmpty();
    }
}
