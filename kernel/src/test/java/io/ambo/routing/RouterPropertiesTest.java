package io.ambo.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Catalog;
import io.ambo.core.Capability;
import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In many generated worlds, the sets, the direct rules and a naive loop must agree. */
class RouterPropertiesTest {

    private static final int WORLDS = 24;
    private static final int QUESTIONS = 25;

    private interface Check {
        void that(Catalog catalog, Router router, Question question);
    }

    private static void everywhere(Check check) {
        for (var seed = 0; seed < WORLDS; seed++) {
            var worlds = new Worlds(seed);
            var catalog = worlds.catalog(3 + seed * 2);
            var router = Router.of(catalog, worlds.policy(catalog));
            for (var i = 0; i < QUESTIONS; i++) {
                check.that(catalog, router, worlds.question(catalog));
            }
        }
    }

    private final Set<Reason> reasons = new HashSet<>();

    private List<String> chosen(Catalog catalog, Router router, Question question) {
        try {
            return router.choose(question).candidates().stream()
                    .map(candidate -> candidate.destination().id())
                    .toList();
        } catch (Refusal refusal) {
            reasons.add(refusal.reason());
            assertThat(refusal.reason()).isEqualTo(whyNobody(catalog, router, question));
            return List.of();
        }
    }

    /**
     * Why no destination answers: several answers are requested where one is possible, an engine is starting, or a
     * budget is used up.
     */
    private static Reason whyNobody(Catalog catalog, Router router, Question question) {
        var severalAnswers =
                question.steering().contains("n") && !question.needs().contains(Capability.EMBEDDINGS);
        if (severalAnswers && someone(catalog, router, question.without("n"))) {
            return Reason.UNSUPPORTED_MEMBER;
        }
        if (someone(catalog, router, question.later())) {
            return Reason.NOT_READY;
        }
        var onlyBudget = router.explain(question).standings().stream()
                .map(Verdict.Standing::exclusions)
                .anyMatch(it -> !it.isEmpty() && it.stream().allMatch(why -> why.rule() == Rule.BUDGET_LEFT));
        return onlyBudget ? Reason.LIMIT_REACHED : Reason.NO_ALLOWED_MODEL;
    }

    private static boolean someone(Catalog catalog, Router router, Question question) {
        return !new NaiveChoice(catalog, router.policy(), question).candidates().isEmpty();
    }

    @Test
    void theChoiceIsThatOfANaiveLoop() {
        var sizes = new ArrayList<Integer>();
        reasons.clear();
        everywhere((catalog, router, question) -> {
            var naive = new NaiveChoice(catalog, router.policy(), question).candidates();
            var best = naive.subList(0, Math.min(naive.size(), Router.MOST_CANDIDATES));
            assertThat(chosen(catalog, router, question)).as(question.toJson()).isEqualTo(best);
            sizes.add(naive.size());
        });
        assertThat(sizes).as("the made-up worlds have every kind of outcome").contains(0, 1, 2, 9);
        assertThat(reasons)
                .containsOnly(
                        Reason.NOT_READY, Reason.NO_ALLOWED_MODEL, Reason.LIMIT_REACHED, Reason.UNSUPPORTED_MEMBER);
    }

    @Test
    void theVerdictAgreesWithTheChoiceAndNamesAReasonForEachExclusion() {
        everywhere((catalog, router, question) -> {
            var verdict = router.explain(question);
            var ranked = verdict.standings().stream()
                    .filter(standing -> standing.rank() > 0)
                    .map(standing -> standing.destination().id())
                    .toList();
            var best = ranked.subList(0, Math.min(ranked.size(), Router.MOST_CANDIDATES));
            assertThat(chosen(catalog, router, question)).isEqualTo(best);
            assertThat(verdict.standings())
                    .hasSameSizeAs(catalog.destinations())
                    .allSatisfy(standing ->
                            assertThat(standing.exclusions().isEmpty()).isEqualTo(standing.rank() > 0));
        });
    }

    @Test
    void estimateAndTreatmentOfTheVerdictAreThoseOfTheChoice() {
        everywhere((catalog, router, question) -> {
            if (chosen(catalog, router, question).isEmpty()) {
                return;
            }
            var decision = router.choose(question);
            var verdict = router.explain(question);
            for (var i = 0; i < decision.candidates().size(); i++) {
                var candidate = decision.candidates().get(i);
                var standing = verdict.standings().get(i);
                assertThat(standing.estimate()).isEqualTo(candidate.estimate());
                assertThat(standing.treatment()).isEqualTo(candidate.treatment());
                assertThat(candidate.belowFloor() || standing.waived().isEmpty())
                        .isTrue();
                assertThat(candidate.reserved().isPresent())
                        .isEqualTo(candidate.estimate().isPresent());
            }
            assertThat(verdict.counterfactual()).isEqualTo(decision.counterfactual());
        });
    }

    @Test
    void theCounterfactualIsTheHighestTierThatIsNotTheWinner() {
        everywhere((catalog, router, question) -> {
            var verdict = router.explain(question);
            verdict.counterfactual().ifPresent(other -> {
                assertThat(verdict.winner().map(it -> it.destination().id())).isNotEqualTo(other.destination());
                var standing = verdict.standings().stream()
                        .filter(it -> it.destination().id().equals(other.destination()))
                        .findFirst()
                        .orElseThrow();
                assertThat(other.rule().excludes())
                        .isEqualTo(standing.exclusions().stream().anyMatch(it -> it.rule() == other.rule()));
                assertThat(verdict.standings())
                        .filteredOn(it -> it.rank() != 1 && could(it))
                        .allMatch(it -> it.destination().tierValue() <= other.tier());
            });
            assertThat(catalog.destinations()).isNotEmpty();
        });
    }

    private static boolean could(Verdict.Standing standing) {
        return standing.exclusions().stream()
                .noneMatch(it -> List.of(Rule.CAPABILITY, Rule.CONTEXT_LENGTH, Rule.NO_KEY, Rule.NOT_READY)
                        .contains(it.rule()));
    }

    @Test
    void aQuestionIsTheSameAfterItWasStored() {
        everywhere((catalog, router, question) -> {
            var again = Question.fromJson(question.toJson());
            assertThat(again.toJson()).isEqualTo(question.toJson());
            assertThat(chosen(catalog, router, again)).isEqualTo(chosen(catalog, router, question));
            assertThat(again.size()).isEqualTo(question.size());
            assertThat(again.circumstances()).isEqualTo(question.circumstances());
        });
    }

    @Test
    void everyReasonIsWordedInBothLanguages() {
        everywhere((_, router, question) -> router.explain(question).standings().forEach(standing -> {
            for (var language : Language.values()) {
                standing.exclusions().forEach(it -> worded(it, language));
                standing.waived().forEach(it -> worded(it, language));
                standing.remarks().forEach(it -> worded(it, language));
            }
        }));
    }

    private static void worded(Verdict.Exclusion exclusion, Language language) {
        assertThat(exclusion.evidence().in(language))
                .doesNotContain("?routing", "{")
                .isNotBlank();
    }
}
