package io.ambo.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Catalog;
import io.ambo.core.Language;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule is one class: its set, its examination and its words say the same. */
class RulesTest {

    private static final int WORLDS = 24;
    private static final int QUESTIONS = 40;

    @ParameterizedTest
    @EnumSource(Rule.class)
    void theSetOfARuleIsWhatItsExaminationLetsThrough(Rule rule) {
        for (var seed = 0; seed < WORLDS; seed++) {
            var world = new World(seed);
            if (rule.compile(world.scope) instanceof SetRule compiled) {
                for (var i = 0; i < QUESTIONS; i++) {
                    var inquiry = world.inquiry();
                    var set = world.scope.all();
                    compiled.keep(set, inquiry);
                    for (var d = 0; d < world.scope.destinations().size(); d++) {
                        assertThat(Bits.has(set, d))
                                .as("%s at %s", rule.id(), world.scope.at(d).id())
                                .isEqualTo(!compiled.excludes(inquiry, d));
                    }
                }
            }
        }
    }

    @Test
    void theEffectOfARuleFitsTheClassThatItIs() {
        var scope = new World(1).scope;
        for (var rule : Rule.values()) {
            var effects = switch (rule.compile(scope)) {
                case SetRule _ -> Set.of(Rule.Effect.DISABLES, Rule.Effect.FORBIDS, Rule.Effect.PREFERS);
                case CostRule _ -> Set.of(Rule.Effect.LIMITS);
                case OrderRule _ -> Set.of(Rule.Effect.ORDERS);
            };
            assertThat(effects).as(rule.id()).contains(rule.effect());
        }
    }

    @Test
    void everyRuleThatExcludesDoesSoInSomeWorldAndHasWordsInBothLanguages() {
        var fired = EnumSet.noneOf(Rule.class);
        for (var seed = 0; seed < WORLDS; seed++) {
            var world = new World(seed);
            for (var i = 0; i < QUESTIONS; i++) {
                fire(world, world.inquiry(), fired);
            }
        }
        assertThat(EnumSet.allOf(Rule.class).stream().filter(Rule::excludes)).containsExactlyElementsOf(fired);
    }

    private static void fire(World world, Inquiry inquiry, Set<Rule> fired) {
        for (var rule : Rule.values()) {
            for (var d = 0; d < world.scope.destinations().size(); d++) {
                if (world.rules.excludes(rule, inquiry, d) && fired.add(rule)) {
                    var words = world.rules.exclusion(rule, inquiry, d).evidence();
                    assertThat(words.in(Language.EN)).doesNotContain("?routing", "{");
                    assertThat(words.in(Language.ZH))
                            .doesNotContain("?routing", "{")
                            .containsPattern("\\p{IsHan}");
                }
            }
        }
    }

    /** A made-up catalogue with its policy, its rules and questions. */
    private static final class World {

        private final Worlds worlds;
        private final Catalog catalog;
        private final RuleScope scope;
        private final Rules rules;

        World(int seed) {
            worlds = new Worlds(seed);
            catalog = worlds.catalog(3 + seed * 2);
            scope = new RuleScope(catalog, worlds.policy(catalog));
            rules = new Rules(scope);
        }

        Inquiry inquiry() {
            var question = worlds.question(catalog);
            var asked = scope.names().asked(question.asked());
            var known = asked == null ? ResolvedName.named(scope.none()) : asked;
            var day = question.at().getEpochSecond() / 86_400;
            var prices = new Prices(scope.destinations(), catalog.rates(), day);
            var limits = CostLimits.of(question, known, Long.MAX_VALUE, catalog.rates());
            return new Inquiry(question, known, prices, limits);
        }
    }
}
