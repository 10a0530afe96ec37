package io.ambo.bench.micro;

import io.ambo.bench.Folders;
import io.ambo.catalog.Policy;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.DataClass;
import io.ambo.routing.Decision;
import io.ambo.routing.Question;
import io.ambo.routing.Question.Allowance;
import io.ambo.routing.Question.Circumstances;
import io.ambo.routing.Question.Content;
import io.ambo.routing.Question.Size;
import io.ambo.routing.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Choosing among few and among many destinations. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@SuppressWarnings("NullAway.Init")
public class ChoiceBenchmark {

    private static final int MODELS_A_PROVIDER = 10;

    @Param({"10", "200", "2000"})
    public int destinations;

    private Router router;
    private Question harmless;
    private Question phone;

    @Setup
    public void prepare() throws IOException {
        var folder = Files.createTempDirectory("ambo-micro");
        try {
            var providers = Files.createDirectories(folder.resolve("providers"));
            for (var p = 0; p < destinations / MODELS_A_PROVIDER; p++) {
                Files.writeString(providers.resolve("p" + p + ".yaml"), provider(p));
            }
            var catalog = new CatalogReader(Set.of()).read(folder, Settings.fallback());
            var policy = catalog.policies().stream()
                    .filter(one -> one.name().equals(Policy.DEFAULT))
                    .findFirst()
                    .orElseThrow();
            router = Router.of(catalog, policy);
        } finally {
            delete(folder);
        }
        harmless = question(DataClass.L0, Map.of());
        phone = question(DataClass.L2, Map.of("phone-cn", 1));
    }

    private static String provider(int number) {
        var file = new StringBuilder("""
                id: p%d
                kind: %s
                dialect: openai-chat
                base-url: http://127.0.0.1:%d/v1
                data-terms: {trains-on-inputs: false, retention-days: 0, domicile: CN, source: made up, read: 2026-11-23}
                models:
                """.formatted(number, number % 4 == 0 ? "private" : "closed", 20_000 + number));
        for (var m = 0; m < MODELS_A_PROVIDER; m++) {
            file.append("""
                      - id: m%d
                        context: %d
                        max-output: 4096
                        capabilities: [tools, json]
                        languages: [en, zh]
                        tier: {value: %d, source: made up, read: 2026-11-23}
                        price: {currency: USD, per: 1000000, input: %d.50, output: %d.00, since: 2026-01-01, source: made up, read: 2026-11-23}
                    """.formatted(
                    m, 8_000 << m % 5, 1 + (number + m) % 4, 1 + (number * 7 + m) % 23, 3 + (number + m * 5) % 31));
        }
        return file.toString();
    }

    private static void delete(Path folder) throws IOException {
        Folders.delete(folder);
    }

    private static Question question(DataClass dataClass, Map<String, Integer> found) {
        return new Question(
                Policy.AUTO,
                Policy.DEFAULT,
                Allowance.ALL,
                new Content(dataClass, found, Optional.empty(), false, false, Set.of()),
                new Size(800, 500, OptionalLong.empty(), 1),
                Set.of(),
                Map.of("en", 100),
                Set.of(),
                Circumstances.GOOD,
                Instant.parse("2026-11-23T12:00:00Z"),
                Optional.empty());
    }

    @Benchmark
    public Decision harmless() {
        return router.choose(harmless);
    }

    @Benchmark
    public Decision withPhoneNumber() {
        return router.choose(phone);
    }
}
