package io.ambo.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Price;
import io.ambo.catalog.Tier;
import io.ambo.catalog.Tuning;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import io.ambo.routing.Question.Allowance;
import io.ambo.routing.Question.Circumstances;
import io.ambo.routing.Question.Content;
import io.ambo.routing.Question.Size;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code auto}, {@code quick} and {@code careful} of the default policy choose, world by world. */
class AutoTest {

    /** The small model that comes with the engine: free, tier 0, English. */
    private static final Destination SMALL = model("embedded", "small", DestinationKind.EMBEDDED, 0, "en", 0);

    private static final Map<String, Destination> MODELS = Map.of(
            "small",
            SMALL,
            "own0",
            model("own", "own0", DestinationKind.PRIVATE, 0, "", 5),
            "own1",
            model("own", "own1", DestinationKind.PRIVATE, 1, "", 5),
            "own2",
            model("own", "own2", DestinationKind.PRIVATE, 2, "", 5),
            "local2",
            model("embedded", "local2", DestinationKind.EMBEDDED, 2, "en zh", 0),
            "cheap1",
            model("acme", "cheap1", DestinationKind.CLOSED, 1, "en zh", 1),
            "cheap2",
            model("acme", "cheap2", DestinationKind.CLOSED, 2, "en zh", 2),
            "dear3",
            model("acme", "dear3", DestinationKind.CLOSED, 3, "en zh", 9),
            "english3",
            model("acme", "english3", DestinationKind.CLOSED, 3, "en", 3));

    @TempDir
    Path home;

    private Policy policy;

    @BeforeEach
    void readTheDefaultPolicy() {
        policy = new CatalogReader(Set.of()).read(home, Settings.fallback()).defaultPolicy();
    }

    private static Destination model(
            String provider, String name, DestinationKind kind, int tier, String languages, int price) {
        return new Destination(
                provider,
                name,
                name,
                kind,
                8192,
                4096,
                Set.of(),
                languages.isEmpty() ? Set.of() : Set.of(languages.split(" ")),
                Optional.of(new Tier(tier, Worlds.SOURCE)),
                List.of(price(price * 1_000_000_000L)),
                Optional.empty(),
                Tuning.NONE);
    }

    private static Price price(long rate) {
        return new Price("USD", 1_000_000, rate, rate, rate, rate, rate, LocalDate.of(2026, 1, 1), Worlds.SOURCE);
    }

    private Router router(String models) {
        var these = List.of(models.split(" ")).stream()
                .map(MODELS::get)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
        return Router.of(Worlds.of(these), policy);
    }

    private static Question question(String asked, DataClass dataClass, String language, Circumstances now) {
        return new Question(
                asked,
                "default",
                Allowance.ALL,
                new Content(dataClass, Map.of(), Optional.empty(), false, false, Set.of()),
                new Size(1000, 200, OptionalLong.empty(), 1),
                Set.of(),
                Map.of(language, 100),
                Set.of(),
                now,
                Worlds.NOON,
                Optional.empty());
    }

    @ParameterizedTest(name = "{0} of {1}, {2}, {3}: {4}")
    @CsvSource(textBlock = """
            auto,    small,                      L0, en, small,  true
            auto,    small,                      L0, zh, small,  true
            auto,    small cheap1,               L0, en, cheap1, true
            auto,    small own0,                 L0, en, own0,   true
            auto,    small own0 own1 cheap1,     L0, en, cheap1, true
            auto,    small cheap1 cheap2 dear3,  L0, en, cheap2, false
            auto,    small dear3,                L0, en, dear3,  false
            auto,    small dear3 local2,         L0, en, local2, false
            auto,    small dear3 own1,           L4, en, own1,   true
            auto,    small dear3 own2,           L4, en, own2,   false
            auto,    small dear3,                L4, en, small,  true
            auto,    small dear3,                L2, zh, dear3,  false
            auto,    small english3,             L0, zh, english3, true
            auto,    small own1 english3,        L0, zh, own1,   true
            quick,   small cheap1 dear3,         L0, en, small,  false
            careful, small dear3,                L0, en, dear3,  false
            careful, small dear3 own1 own2,      L4, en, own2,   true
            careful, small dear3 local2,         L4, en, local2, true
            careful, small dear3,                L4, en, small,  true
            """)
    void whatIsChosen(
            String asked, String models, DataClass dataClass, String language, String winner, boolean belowFloor) {
        var router = router(models);
        var question = question(asked, dataClass, language, Circumstances.GOOD);
        var decision = router.choose(question);
        assertThat(decision.winner().destination().model()).isEqualTo(winner);
        assertThat(decision.candidates())
                .extracting(Decision.Candidate::belowFloor)
                .containsOnly(belowFloor);
        var verdict = router.explain(question).winner().orElseThrow();
        assertThat(verdict.destination().model()).isEqualTo(winner);
        assertThat(verdict.waived().isEmpty()).isEqualTo(!belowFloor);
    }

    @Test
    void aModelWithoutAKeyOrThatIsNotReadyIsNotWaitedFor() {
        var noKey = new Circumstances(Health.GOOD, Set.of(), Set.of("acme"));
        var notReady = new Circumstances(Health.GOOD, Set.of("own/own2"), Set.of());
        assertThat(winner("small dear3", noKey)).isEqualTo("small");
        assertThat(winner("small own1 own2", notReady)).isEqualTo("own1");
    }

    @Test
    void aModelThatMayNotBeUsedByThisKeyDoesNotCount() {
        var asked = question("auto", DataClass.L0, "en", Circumstances.GOOD);
        var allowed = new Allowance(Set.of("cheap1", "small"), Allowance.ALL.kinds());
        var narrow = new Question(
                asked.asked(),
                asked.policy(),
                allowed,
                asked.content(),
                asked.size(),
                asked.needs(),
                asked.languages(),
                asked.steering(),
                asked.circumstances(),
                asked.at(),
                asked.budgetLeft());
        var decision = router("small cheap1 dear3").choose(narrow);
        assertThat(decision.candidates()).singleElement().satisfies(it -> {
            assertThat(it.destination().model()).isEqualTo("cheap1");
            assertThat(it.belowFloor()).isTrue();
        });
    }

    private String winner(String models, Circumstances now) {
        return router(models)
                .choose(question("auto", DataClass.L0, "en", now))
                .winner()
                .destination()
                .model();
    }

    @Test
    void theSmallModelIsNoFallbackForABetterOne() {
        var rest = new Health.Rest(Worlds.NOON.plusSeconds(30), "upstream-failed", 2);
        var resting = new Circumstances(new Health(1, Map.of("acme", rest)), Set.of(), Set.of());
        var decision = router("small dear3").choose(question("auto", DataClass.L0, "en", resting));
        assertThat(decision.candidates())
                .extracting(it -> it.destination().model())
                .containsExactly("dear3");
    }

    @Test
    void aQuestionOfTheFirstRouterIsStillAnsweredByPriceAlone() {
        var router = router("small dear3 own2");
        var today = question("careful", DataClass.L4, "en", Circumstances.GOOD);
        assertThat(today.toJson()).contains("\"router\":2");
        var then = Question.fromJson(today.toJson().replace(",\"router\":2", ""));
        assertThat(then.toJson()).doesNotContain("router");
        assertThat(router.choose(then).winner().destination().model()).isEqualTo("small");
        assertThat(router.explain(then).winner().orElseThrow().destination().model())
                .isEqualTo("small");
        assertThat(router.choose(today).winner().destination().model()).isEqualTo("own2");
    }
}
