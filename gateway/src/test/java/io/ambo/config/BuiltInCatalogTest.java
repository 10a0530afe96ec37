package io.ambo.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuiltInCatalogTest {

    private final Catalog catalog = new CatalogReader(Set.of("openai-chat", "anthropic-messages")).builtIn();

    @Test
    void everyFileOfTheCatalogueFolderIsPacked() throws Exception {
        var folder = Path.of("..", "catalog");
        try (var files = Files.walk(folder)) {
            var names = files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> "catalog/" + folder.relativize(file))
                    .toList();
            assertThat(BuiltIn.documents().keySet()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void theEmbeddedModelIsFreeWithASourceAndAnswersWithinOneSlot() {
        var model = catalog.destination("embedded/smollm2-135m").orElseThrow();
        assertThat(model.kind()).isEqualTo(DestinationKind.EMBEDDED);
        assertThat(model.context())
                .isEqualTo(catalog.engine("xllamacpp").orElseThrow().capacity().contextPerSlot());
        assertThat(model.prices()).singleElement().satisfies(price -> {
            assertThat(price.isFree()).isTrue();
            assertThat(price.source().source()).isNotEmpty();
        });
        assertThat(model.tierValue()).isZero();
        assertThat(model.languages()).containsExactly("en");
    }

    @Test
    void whatIsSensitiveGoesToNoClosedDestinationByDefault() {
        var policy = catalog.defaultPolicy();
        assertThat(policy.treatment(DestinationKind.CLOSED, DataClass.L1)).isEqualTo(Treatment.CLEAR);
        assertThat(policy.treatment(DestinationKind.CLOSED, DataClass.L2)).isEqualTo(Treatment.DE_IDENTIFY);
        for (var dataClass : Set.of(DataClass.L3, DataClass.L4, DataClass.L5)) {
            assertThat(policy.treatment(DestinationKind.CLOSED, dataClass)).isEqualTo(Treatment.REFUSE);
        }
        assertThat(policy.treatment(DestinationKind.PRIVATE, DataClass.L5)).isEqualTo(Treatment.REFUSE);
        assertThat(policy.treatment(DestinationKind.EMBEDDED, DataClass.L5)).isEqualTo(Treatment.CLEAR);
    }

    @Test
    void everyPolicyPackHasDatedSourcesAndLetsNoMoreOutThanTheDefaultPolicy() {
        var packs = catalog.policies().stream()
                .filter(policy -> !policy.equals(catalog.defaultPolicy()))
                .toList();
        assertThat(packs).extracting("name").containsExactly("finance", "gdpr", "health", "hipaa", "pipl");
        for (var pack : packs) {
            assertThat(pack.sources())
                    .as(pack.name())
                    .isNotEmpty()
                    .allMatch(it -> it.read().getYear() >= 2026);
            assertThat(pack.aggregations())
                    .hasSizeGreaterThan(catalog.defaultPolicy().aggregations().size());
            for (var dataClass : DataClass.values()) {
                assertThat(pack.treatment(DestinationKind.CLOSED, dataClass))
                        .as("%s %s", pack.name(), dataClass)
                        .isGreaterThanOrEqualTo(catalog.defaultPolicy().treatment(DestinationKind.CLOSED, dataClass));
            }
        }
    }

    @Test
    void aPackExtendsAnother() {
        var health = catalog.policy("health").orElseThrow();
        assertThat(health.guards()).containsExactly("prescriptions", "ai-label");
        assertThat(catalog.guardsOf(health)).hasSize(2);
        assertThat(health.treatment(DestinationKind.CLOSED, DataClass.L2)).isEqualTo(Treatment.REFUSE);
        assertThat(catalog.policy("finance").orElseThrow().guards()).containsExactly("ai-label");
        assertThat(health.steering()).isEqualTo(catalog.defaultPolicy().steering());
    }

    @Test
    void everyClosedModelHasATierAndAPriceWithASource() {
        assertThat(catalog.destinations())
                .filteredOn(model -> model.kind() == DestinationKind.CLOSED)
                .isNotEmpty()
                .allSatisfy(model -> {
                    assertThat(model.tier()).isPresent();
                    assertThat(model.prices()).isNotEmpty();
                    assertThat(model.prices().getFirst().source().source()).isNotEmpty();
                });
    }

    @Test
    void theCanonicalContentMakesTheSameCatalogueAgain() {
        var again = new CatalogReader(Set.of()).fromCanonical(catalog.content());
        assertThat(again.version()).isEqualTo(catalog.version()).matches("[0-9a-f]{64}");
        assertThat(again.content()).isEqualTo(catalog.content());
        assertThat(again.providers()).isEqualTo(catalog.providers());
        assertThat(again.policies()).isEqualTo(catalog.policies());
        assertThat(again.engines()).isEqualTo(catalog.engines());
        assertThat(again.rates()).isEqualTo(catalog.rates());
        assertThat(again.recognisers()).hasSameSizeAs(catalog.recognisers());
    }
}
