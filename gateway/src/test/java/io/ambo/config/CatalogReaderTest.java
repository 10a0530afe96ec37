package io.ambo.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Provider;
import io.ambo.catalog.SecretReference;
import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogReaderTest {

    private static final String ACME = """
            id: acme
            kind: closed
            dialect: openai-chat
            base-url: https://api.acme.example/v1
            key: ${env:ACME_API_KEY}
            data-terms: {trains-on-inputs: false, retention-days: 30, domicile: US, source: a page, read: 2026-11-20}
            quirks: {include-usage: false, drop: [seed], rename: {max_tokens: max_completion_tokens}}
            timeouts: {connect: 250ms, total: 2m}
            models:
              - id: acme-large
                name: acme-large-2026
                context: 128000
                capabilities: [tools, json, vision]
                prices:
                  - {currency: USD, per: 1000000, input: 2.00, output: 8.00, since: 2026-09-01, source: a page}
                  - {currency: USD, per: 1000000, input: 2.50, cached-input: 1.25, output: 10.00, since: 2026-05-01, source: a page}
            """;

    private final CatalogReader reader = new CatalogReader(Set.of("openai-chat", "anthropic-messages"));

    @TempDir
    Path home;

    private Catalog read(String... namesAndTexts) throws IOException {
        for (var i = 0; i < namesAndTexts.length; i += 2) {
            var file = home.resolve(namesAndTexts[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, namesAndTexts[i + 1]);
        }
        return reader.read(home, Settings.read(home));
    }

    @Test
    void aProviderIsOneFile() throws IOException {
        var catalog = read("providers/acme.yaml", ACME);
        var acme = catalog.provider("acme").orElseThrow();
        assertThat(acme.kind()).isEqualTo(DestinationKind.CLOSED);
        assertThat(acme.baseUrl().orElseThrow()).hasToString("https://api.acme.example/v1");
        assertThat(acme.key()).contains(new SecretReference.Environment("ACME_API_KEY"));
        assertThat(acme.dataTerms().retentionDays()).contains(30);
        assertThat(acme.quirks().includeUsage()).isFalse();
        assertThat(acme.quirks().rename()).containsEntry("max_tokens", "max_completion_tokens");
        assertThat(acme.timeouts().connect()).isEqualTo(Duration.ofMillis(250));
        assertThat(acme.timeouts().total()).isEqualTo(Duration.ofMinutes(2));
        assertThat(acme.timeouts().firstByte()).isEqualTo(Provider.Timeouts.DEFAULT.firstByte());
        var model = catalog.destination("acme/acme-large").orElseThrow();
        assertThat(model.upstreamName()).isEqualTo("acme-large-2026");
        assertThat(model.tierValue()).isEqualTo(Destination.UNSTATED_TIER);
    }

    @Test
    void thePriceIsThatOfTheDayAndWhatIsNotStatedCostsLikeInputOrOutput() throws IOException {
        var model =
                read("providers/acme.yaml", ACME).destination("acme/acme-large").orElseThrow();
        assertThat(model.price(LocalDate.of(2026, 4, 30))).isEmpty();
        var old = model.price(LocalDate.of(2026, 8, 31)).orElseThrow();
        assertThat(old.input()).isEqualTo(2_500_000_000L);
        assertThat(old.cachedInput()).isEqualTo(1_250_000_000L);
        assertThat(old.cacheWrite()).isEqualTo(old.input());
        assertThat(old.reasoning()).isEqualTo(old.output()).isEqualTo(10_000_000_000L);
        var now = model.price(LocalDate.of(2026, 9, 1)).orElseThrow();
        assertThat(now.input()).isEqualTo(2_000_000_000L);
        assertThat(now.cachedInput()).isEqualTo(now.input());
    }

    @Test
    void aDocumentOfTheSameIdReplacesTheBuiltInOne() throws IOException {
        var catalog = read("providers/openai.yaml", ACME.replace("id: acme\n", "id: openai\n"));
        assertThat(catalog.provider("openai").orElseThrow().models())
                .extracting(Destination::model)
                .containsExactly("acme-large");
    }

    @Test
    void aModelsFileAddsAndChangesModelsByTheirIds() throws IOException {
        var before = reader.builtIn().destination("openai/gpt-5-mini").orElseThrow();
        var catalog = read("models/mine.yaml", """
                provider: openai
                models:
                  - {id: gpt-5-mini, languages: [en, zh]}
                  - {id: gpt-brand-new, context: 9000}
                """);
        var after = catalog.destination("openai/gpt-5-mini").orElseThrow();
        assertThat(after.languages()).containsExactlyInAnyOrder("en", "zh");
        assertThat(after.context()).isEqualTo(before.context());
        assertThat(after.prices()).isEqualTo(before.prices());
        assertThat(catalog.destination("openai/gpt-brand-new").orElseThrow().prices())
                .isEmpty();
    }

    @Test
    void aPolicyThatExtendsAnotherChangesOnlyWhatItNames() throws IOException {
        var catalog = read("policies/ours.yaml", """
                name: ours
                extends: default
                treatments:
                  closed: {L3: de-identify}
                aliases:
                  - {name: careful, tier: 4, ceiling: {amount: 0.05, currency: USD}}
                steering:
                  - {member: store, closed: refuse}
                """);
        var ours = catalog.policy("ours").orElseThrow();
        var usual = catalog.defaultPolicy();
        assertThat(ours.treatment(DestinationKind.CLOSED, DataClass.L3)).isEqualTo(Treatment.DE_IDENTIFY);
        assertThat(ours.treatment(DestinationKind.CLOSED, DataClass.L4)).isEqualTo(Treatment.REFUSE);
        assertThat(ours.treatment(DestinationKind.PRIVATE, DataClass.L4)).isEqualTo(Treatment.CLEAR);
        assertThat(usual.treatment(DestinationKind.CLOSED, DataClass.L3)).isEqualTo(Treatment.REFUSE);
        var careful = ours.alias("careful").orElseThrow();
        assertThat(careful.tier()).isEqualTo(4);
        assertThat(careful.belowFloor()).isEqualTo(Policy.BelowFloor.IN_HOUSE);
        assertThat(careful.ceiling()).contains(new Money(50_000_000, "USD"));
        assertThat(ours.aliases()).hasSameSizeAs(usual.aliases());
        assertThat(ours.steering()).hasSameSizeAs(usual.steering());
    }

    @Test
    void theVersionDependsOnTheContentAndNotOnOrderCommentsOrFileNames() throws IOException {
        var version = read("providers/acme.yaml", ACME).version();
        Files.delete(home.resolve("providers/acme.yaml"));
        var lines = ACME.replace("id: acme\nkind: closed\n", "# a comment\nkind: closed\nid: acme\n");
        assertThat(read("providers/other.yaml", lines).version()).isEqualTo(version);
        assertThat(read("providers/other.yaml", lines.replace("128000", "64000"))
                        .version())
                .isNotEqualTo(version);
        assertThat(reader.builtIn().version()).isNotEqualTo(version);
    }

    @Test
    void theCanonicalContentGivesTheSameCatalogueAndHoldsNoSecretOnlyItsPlace() throws IOException {
        var catalog = read("providers/acme.yaml", ACME, "policies/ours.yaml", "name: ours\nextends: default\n");
        var again = new CatalogReader(Set.of()).fromCanonical(catalog.content());
        assertThat(again.version()).isEqualTo(catalog.version());
        assertThat(again.providers()).isEqualTo(catalog.providers());
        assertThat(again.destinations()).isEqualTo(catalog.destinations());
        assertThat(again.policies()).isEqualTo(catalog.policies());
        assertThat(catalog.content()).contains("${env:ACME_API_KEY}");
    }

    @Test
    void theMachinesSettingsForTheEngineArePartOfTheSnapshot() throws IOException {
        var plain = reader.builtIn();
        var catalog = read("ambo.yaml", "engine: {slots: 2, context: 1024, threads: 3}\n");
        var capacity = catalog.engine("xllamacpp").orElseThrow().capacity();
        assertThat(capacity.slots()).isEqualTo(2);
        assertThat(capacity.threads()).contains(3);
        var model = catalog.destination("embedded/smollm2-135m").orElseThrow();
        assertThat(model.context()).isEqualTo(1024);
        assertThat(model.maxOutput()).isEqualTo(1024);
        assertThat(catalog.version()).isNotEqualTo(plain.version());
    }

    @Test
    void anEngineInstalledBesideEngineFilesIsNoDocument() throws IOException {
        Files.createDirectories(home.resolve("engines/xllamacpp.yaml"));
        assertThat(read("engines/xllamacpp/readme.txt", "no yaml: [").version())
                .isEqualTo(reader.builtIn().version());
    }
}
