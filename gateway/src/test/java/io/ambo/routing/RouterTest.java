package io.ambo.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Treatment;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.Capability;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Set<String> NO_KEYS = Set.of("openai", "anthropic", "deepseek", "dashscope");
    private static final String ACME = """
            id: acme
            kind: closed
            dialect: openai-chat
            base-url: https://api.acme.example/v1
            key: ${env:ACME_API_KEY}
            models:
              - id: acme-large
                context: 128000
                max-output: 8192
                capabilities: [tools, json]
                languages: [en, zh]
                tier: {value: 3, source: a table, read: 2026-11-20}
                price: {currency: USD, per: 1000000, input: 2.50, output: 10.00, since: 2026-05-01, source: a page}
              - id: acme-huge
                context: 128000
                max-output: 8192
                tier: {value: 5, source: a table, read: 2026-11-20}
                price: {currency: CNY, per: 1000000, input: 71, output: 142, since: 2026-05-01, source: a page}
            """;

    @TempDir
    Path home;

    private Catalog catalog;
    private Router router;

    @BeforeEach
    void readCatalogue() throws IOException {
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(home.resolve("providers/acme.yaml"), ACME);
        catalog = new CatalogReader(Set.of()).read(home, Settings.fallback());
        router = Router.of(catalog, catalog.defaultPolicy());
    }

    private static Question question(String asked, DataClass dataClass, Map<String, Integer> languages) {
        return new Question(
                asked,
                "default",
                Question.Allowance.ALL,
                new Question.Content(dataClass, Map.of("illness", 1), Optional.empty(), false, false, Set.of()),
                new Question.Size(1000, 200, OptionalLong.empty(), 1),
                Set.of(),
                languages,
                Set.of(),
                new Question.Circumstances(Health.GOOD, Set.of(), NO_KEYS),
                NOON,
                Optional.empty());
    }

    private List<String> chosen(Question question) {
        return router.choose(question).candidates().stream()
                .map(it -> it.destination().id())
                .toList();
    }

    @Test
    void aHarmlessQuestionGoesToTheModelThatCostsNothing() {
        var decision = router.choose(question("quick", DataClass.L0, Map.of("en", 100)));
        assertThat(decision.winner().destination().id()).isEqualTo("embedded/smollm2-135m");
        assertThat(decision.winner().estimate()).contains(Money.zero("USD"));
        assertThat(decision.winner().belowFloor()).isFalse();
        assertThat(decision.counterfactual()).hasValueSatisfying(other -> {
            assertThat(other.destination()).isEqualTo("acme/acme-huge");
            assertThat(other.cost()).contains(new Money(99_400_000, "CNY"));
            assertThat(other.rule()).isEqualTo(Rule.PRICE_RANK);
        });
    }

    @Test
    void aModelThatWasMeasuredToBeSlowerThanTheAliasWantsAnswersOnlyWhenNobodyElseMay() throws IOException {
        Files.createDirectories(home.resolve("speeds"));
        Files.writeString(home.resolve("speeds/small.yaml"), """
                {"model": "embedded/smollm2-135m", "tokens-per-second": 12.5, "first-ms": 80, "measured": "2026-11-25", "machine": "this one"}
                """);
        Files.createDirectories(home.resolve("policies"));
        Files.writeString(home.resolve("policies/default.yaml"), """
                name: default
                extends: default
                aliases:
                  - {name: brisk, tier: 0, speed: 20, below-floor: in-house}
                """);
        readCatalogue();
        assertThat(chosen(question("brisk", DataClass.L0, Map.of("en", 100))))
                .isNotEmpty()
                .doesNotContain("embedded/smollm2-135m");
        var secret = router.choose(question("brisk", DataClass.L4, Map.of("en", 100)));
        assertThat(secret.winner().destination().id()).isEqualTo("embedded/smollm2-135m");
        assertThat(secret.winner().belowFloor()).isTrue();
        var verdict = router.explain(question("brisk", DataClass.L0, Map.of("en", 100)));
        assertThat(verdict.standings().stream()
                        .flatMap(it -> it.exclusions().stream())
                        .filter(it -> it.rule() == Rule.SPEED)
                        .map(it -> it.evidence().in(Language.EN)))
                .containsExactly(
                        "It gave 12 tokens a second when it was measured (2026-11-25); \"brisk\" demands at least 20.");
    }

    @Test
    void whatMayNotLeaveIsAnsweredBelowTheFloorAndTheVerdictNamesTheRule() {
        var question = question("careful", DataClass.L4, Map.of("zh", 96, "en", 4));
        var decision = router.choose(question);
        assertThat(decision.candidates()).singleElement().satisfies(it -> {
            assertThat(it.destination().kind()).isEqualTo(DestinationKind.EMBEDDED);
            assertThat(it.belowFloor()).isTrue();
        });
        assertThat(decision.counterfactual().orElseThrow().rule()).isEqualTo(Rule.CLASS);
        var verdict = router.explain(question);
        assertThat(verdict.winner().orElseThrow().waived())
                .extracting(Verdict.Exclusion::rule)
                .containsExactly(Rule.LANGUAGE, Rule.TIER_FLOOR);
        var closed = verdict.standings().stream()
                .filter(it -> it.destination().id().equals("acme/acme-large"))
                .findFirst()
                .orElseThrow();
        assertThat(closed.exclusions()).singleElement().satisfies(it -> {
            assertThat(it.rule()).isEqualTo(Rule.CLASS);
            assertThat(it.evidence().in(Language.EN))
                    .isEqualTo("Data of class L4 does not go to closed destinations (policy default); found:"
                            + " illness × 1.");
            assertThat(it.evidence().in(Language.ZH)).contains("L4 级数据不得送往闭源目标");
        });
    }

    @Test
    void severalFindingsAreListedAsEachLanguageWritesLists() {
        var kinds = Message.list(List.of("illness × 1", "phone-cn × 2"));
        var found = Message.of(
                "routing.class-found", DataClass.L4, DestinationKindRule.named(DestinationKind.CLOSED), "ours", kinds);
        assertThat(found.in(Language.EN)).contains("found: illness × 1, phone-cn × 2.");
        assertThat(found.in(Language.ZH)).contains("发现：illness × 1、phone-cn × 2。");
        assertThat(Message.list(List.of()).in(Language.EN)).isEmpty();
    }

    @Test
    void contactDataGoesOutDeIdentifiedToTheCheapestThatIsGoodEnough() {
        var decision = router.choose(question("careful", DataClass.L2, Map.of("zh", 100)));
        assertThat(decision.candidates())
                .extracting(it -> it.destination().id())
                .containsExactly("acme/acme-large", "acme/acme-huge");
        assertThat(decision.winner().treatment()).isEqualTo(Treatment.DE_IDENTIFY);
        assertThat(decision.winner().estimate()).contains(new Money(4_500_000, "USD"));
        assertThat(decision.winner().reserved()).contains(new Money(2_500_000 + 81_920_000, "USD"));
    }

    @Test
    void aModelAskedForByNameIsNeverReplaced() {
        assertThat(chosen(question("acme-large", DataClass.L0, Map.of("fr", 100))))
                .containsExactly("acme/acme-large");
        assertThat(chosen(question("acme/acme-large", DataClass.L0, Map.of()))).containsExactly("acme/acme-large");
        var refusal = catchThrowableOfType(
                Refusal.class, () -> router.choose(question("acme-large", DataClass.L4, Map.of())));
        assertThat(refusal.reason()).isEqualTo(Reason.NO_ALLOWED_MODEL);
        assertThat(refusal.in(Language.EN)).contains("acme/acme-large: Data of class L4", "[class]");
        assertThat(refusal.in(Language.EN)).doesNotContain("smollm2");
    }

    @Test
    void whoeverOnlyIsNotReadyIsWorthWaitingForAndWhoeverIsSwitchedOffIsNot() {
        var coming = nobodyFor(Set.of("embedded/smollm2-135m"));
        assertThat(coming.reason()).isEqualTo(Reason.NOT_READY);
        assertThat(coming.retryAfterSeconds()).isPositive();
        assertThat(coming.in(Language.EN)).contains("It cannot answer yet. [not-ready]", "Try again in a moment");
        var off = nobodyFor(Set.of("embedded"));
        assertThat(off.reason()).isEqualTo(Reason.NO_ALLOWED_MODEL);
        assertThat(off.in(Language.EN)).contains("switched off");
    }

    private Refusal nobodyFor(Set<String> notReady) {
        var question = question("embedded/smollm2-135m", DataClass.L0, Map.of());
        return catchThrowableOfType(Refusal.class, () -> router.choose(in(question, notReady)));
    }

    private static Question in(Question question, Set<String> notReady) {
        return new Question(
                question.asked(),
                question.policy(),
                question.allowance(),
                question.content(),
                question.size(),
                question.needs(),
                question.languages(),
                question.steering(),
                new Question.Circumstances(Health.GOOD, notReady, Set.of()),
                question.at(),
                question.budgetLeft());
    }

    @Test
    void anUnknownModelIsRefusedWithTheNearestNames() {
        var refusal =
                catchThrowableOfType(Refusal.class, () -> router.choose(question("acme-larg", DataClass.L0, Map.of())));
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_MODEL);
        assertThat(refusal.in(Language.EN))
                .isEqualTo("There is no model or alias \"acme-larg\". Did you mean: acme-large?");
        assertThat(refusal.in(Language.ZH)).startsWith("没有名为“acme-larg”的模型或别名。你是不是要找：acme-large");
    }

    @Test
    void whatRestsIsTriedLast() {
        var asked = question("careful", DataClass.L0, Map.of());
        var rest = new Health.Rest(NOON.plusSeconds(30), "upstream-timeout", 2);
        var ill = with(
                asked, new Question.Circumstances(new Health(1, Map.of("acme/acme-large", rest)), Set.of(), NO_KEYS));
        assertThat(chosen(ill)).containsExactly("acme/acme-huge", "acme/acme-large");
        assertThat(router.choose(ill).candidates().getLast().resting()).isTrue();
        assertThat(router.explain(ill).standings().get(1).remarks())
                .extracting(Verdict.Exclusion::rule)
                .containsExactly(Rule.HEALTH);
        var well = with(
                asked,
                new Question.Circumstances(
                        new Health(1, Map.of("acme/acme-large", new Health.Rest(NOON, "upstream-timeout", 2))),
                        Set.of(),
                        NO_KEYS));
        assertThat(chosen(well)).containsExactly("acme/acme-large", "acme/acme-huge");
    }

    private static Question with(Question question, Question.Circumstances circumstances) {
        return new Question(
                question.asked(),
                question.policy(),
                question.allowance(),
                question.content(),
                question.size(),
                question.needs(),
                question.languages(),
                question.steering(),
                circumstances,
                question.at(),
                question.budgetLeft());
    }

    @Test
    void aMissingKeyExcludesAndIsToldApart() {
        var verdict = router.explain(question("auto", DataClass.L0, Map.of()));
        assertThat(verdict.standings())
                .filteredOn(it -> NO_KEYS.contains(it.destination().provider()))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.exclusions())
                        .extracting(Verdict.Exclusion::rule)
                        .contains(Rule.NO_KEY));
    }

    @Test
    void membersThatSteerAreDroppedOrExclude() {
        var members = List.of("model", "messages", "store", "n", "user", "temperature", "tools.web_search");
        assertThat(router.steering(members, 1)).containsExactly("store", "tools.web_search", "user");
        assertThat(router.steering(members, 2)).contains("n");
        var asked = question("acme-large", DataClass.L0, Map.of());
        assertThat(router.choose(steered(asked, Set.of("store", "user")))
                        .winner()
                        .drop())
                .containsExactly("store", "user");
        var refusal =
                catchThrowableOfType(Refusal.class, () -> router.choose(steered(asked, Set.of("tools.web_search"))));
        assertThat(refusal.in(Language.EN)).contains("tools.web_search", "[steering-member]");
    }

    @Test
    void aNameSaysWhoseModelItMeansWhereOnlyOneProviderHasIt() {
        assertThat(router.providers("acme/acme-large")).containsExactly("acme");
        assertThat(router.providers("acme-huge")).containsExactly("acme");
        assertThat(router.providers("auto")).hasSizeGreaterThan(1);
        assertThat(router.providers("nobody/knows-it")).isEmpty();
    }

    @Test
    void severalAnswersAreTheRequestsFaultWhereSomebodyWouldGiveOne() {
        var asked = question("acme-large", DataClass.L0, Map.of());
        var refusal = catchThrowableOfType(Refusal.class, () -> router.choose(steered(asked, Set.of("n"))));

        assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_MEMBER);
        assertThat(refusal.place()).hasValue("n");
        var both = catchThrowableOfType(
                Refusal.class, () -> router.choose(steered(asked, Set.of("n", "tools.web_search"))));
        assertThat(both.reason()).isEqualTo(Reason.NO_ALLOWED_MODEL);
    }

    private static Question steered(Question question, Set<String> steering) {
        return new Question(
                question.asked(),
                question.policy(),
                question.allowance(),
                question.content(),
                question.size(),
                Set.of(Capability.TOOLS),
                question.languages(),
                steering,
                question.circumstances(),
                question.at(),
                question.budgetLeft());
    }

    @Test
    void theRefusalNamesNobodyThatTheKeyMayNotUse() {
        var asked = question("auto", DataClass.L5, Map.of());
        var narrow = new Question(
                asked.asked(),
                asked.policy(),
                new Question.Allowance(Set.of("acme/*"), Question.Allowance.ALL.kinds()),
                asked.content(),
                asked.size(),
                asked.needs(),
                asked.languages(),
                asked.steering(),
                asked.circumstances(),
                asked.at(),
                asked.budgetLeft());
        var refusal = catchThrowableOfType(Refusal.class, () -> router.choose(narrow));
        assertThat(refusal.in(Language.EN))
                .contains("acme/acme-large", "acme/acme-huge")
                .doesNotContain("openai");
    }

    @Test
    void aStoredSnapshotAndQuestionGiveTheSameVerdictAgain() {
        var question = question("careful", DataClass.L4, Map.of("zh", 100));
        var later = new CatalogReader(Set.of()).fromCanonical(catalog.content());
        var again = Router.of(later, later.defaultPolicy()).explain(Question.fromJson(question.toJson()));
        var recorded = router.explain(question);
        assertThat(again.version()).isEqualTo(recorded.version());
        assertThat(again.standings()).isEqualTo(recorded.standings());
        assertThat(again.counterfactual()).isEqualTo(recorded.counterfactual());
    }
}
