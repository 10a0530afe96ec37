package io.ambo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.config.CatalogReader;
import io.ambo.config.CatalogReader.TriedPolicy;
import io.ambo.config.Settings;
import io.ambo.core.DataClass;
import io.ambo.core.Health;
import io.ambo.core.Refusal;
import io.ambo.core.Usage;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.routing.Question;
import io.ambo.routing.Question.Allowance;
import io.ambo.routing.Question.Circumstances;
import io.ambo.routing.Question.Content;
import io.ambo.routing.Question.Size;
import io.ambo.wire.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a trial of a policy says of requests in the ledger. */
class PolicyTrialTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private static final String CLOSED = """
            id: acme
            kind: closed
            dialect: openai-chat
            base-url: https://acme.example/v1
            models:
              - id: large
                context: 128000
                tier: {value: 4, source: made up, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: 2.00, output: 8.00, since: 2026-01-01, source: made up}
            """;

    private static final String HOUSE = """
            id: house
            kind: private
            dialect: openai-chat
            base-url: http://127.0.0.1:1/v1
            models:
              - id: open
                context: 128000
                tier: {value: 3, source: made up, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: 4.00, output: 9.00, since: 2026-01-01, source: made up}
            """;

    @TempDir
    private Path home;

    private int entries;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(home.resolve("providers/acme.yaml"), CLOSED);
        Files.writeString(home.resolve("providers/house.yaml"), HOUSE);
    }

    private TriedPolicy tried(String document) {
        return new CatalogReader(Set.of())
                .tryPolicy(
                        home, List.of(), Settings.fallback(), "clinic.yaml", document.getBytes(StandardCharsets.UTF_8));
    }

    private Entry entry(DataClass dataClass, Map<String, Integer> found) {
        return entry("default", new Content(dataClass, found, Optional.empty(), false, false, Set.of()));
    }

    private Entry entry(String policy, Content content) {
        var question = new Question(
                "auto",
                policy,
                Allowance.ALL,
                content,
                new Size(1000, 500, OptionalLong.empty(), 1),
                Set.of(),
                Map.of(),
                Set.of(),
                new Circumstances(
                        Health.GOOD, Set.of("embedded"), Set.of("openai", "anthropic", "deepseek", "dashscope")),
                AT,
                Optional.empty());
        return entry(content, question.toJson());
    }

    private Entry entry(Content content, String question) {
        return new Entry(
                new Entry.Lifecycle("id" + ++entries, "run", Outcome.SERVED, "", AT, Optional.of(AT)),
                new Entry.Request("key", "openai-chat", "auto", false, Map.of()),
                new Entry.Choice("v", content.dataClass(), content.found(), "", Optional.empty(), question, ""),
                new Entry.Charge(Optional.empty(), Usage.NONE, Optional.empty()),
                new Entry.Volumes(0, 1, 1, List.of()),
                List.of());
    }

    private static JsonNode told(TriedPolicy tried, Entry... entries) {
        var trial = new PolicyTrial(tried.catalog(), tried.policy());
        for (var entry : entries) {
            trial.add(entry);
        }
        var json = new JsonWriter().openObject();
        trial.write(json);
        return JsonMapper.shared().readTree(json.closeObject().toString());
    }

    @Test
    void theSamePolicyChangesNothing() {
        var told = told(
                tried("name: default\nextends: default\n"),
                entry(DataClass.L0, Map.of()),
                entry(DataClass.L2, Map.of("phone-cn", 1)),
                entry(DataClass.L3, Map.of("bank-card", 1)));
        assertThat(told.get("compared").asInt()).isEqualTo(3);
        assertThat(told.get("same").asInt()).isEqualTo(3);
        assertThat(told.get("changes")).isEmpty();
        assertThat(told.at("/cost/difference/nanos").asLong()).isZero();
    }

    @Test
    void aStricterPolicyMovesRequestsIntoTheHouseAndSaysWhatThatCosts() {
        var told = told(
                tried("name: clinic\nextends: default\ntreatments:\n  closed: {L2: refuse}\n"),
                entry(DataClass.L0, Map.of()),
                entry(DataClass.L2, Map.of("phone-cn", 1)));
        assertThat(told.get("same").asInt()).isEqualTo(1);
        assertThat(told.at("/totals/to-open/requests").asInt()).isEqualTo(1);
        assertThat(told.at("/totals/to-open/examples/0").asString()).isEqualTo("id2");
        assertThat(told.at("/changes/0/from").asString()).isEqualTo("closed, de-identify");
        assertThat(told.at("/changes/0/to").asString()).isEqualTo("private, clear");
        assertThat(told.at("/cost/priced").asInt()).isEqualTo(2);
        assertThat(told.at("/cost/difference/nanos").asLong()).isPositive();
    }

    @Test
    void anAggregationOfTheTriedPolicyRaisesTheClassByCountsAlone() {
        var told = told(
                tried("""
                        name: clinic
                        extends: default
                        aggregations:
                          - {together: [phone, email], class: L5}
                        """),
                entry(DataClass.L2, Map.of("phone-cn", 1)),
                entry(DataClass.L2, Map.of("phone-cn", 1, "email", 2)));
        assertThat(told.at("/totals/refused-more/requests").asInt()).isEqualTo(1);
        assertThat(told.at("/totals/refused-more/examples/0").asString()).isEqualTo("id2");
        assertThat(told.at("/classes/0/from").asString()).isEqualTo("L2");
        assertThat(told.at("/classes/0/to").asString()).isEqualTo("L5");
    }

    @Test
    void aKindThatTheTriedPolicyBlocksGoesToNobodyWhoWouldHaveToGetItReplaced() {
        var told = told(
                tried("name: clinic\nextends: default\nreplacements:\n  - {kinds: [phone], by: block}\n"),
                entry(DataClass.L2, Map.of("phone-cn", 1)),
                entry(DataClass.L2, Map.of("email", 1)));
        assertThat(told.at("/totals/to-open/requests").asInt()).isEqualTo(1);
        assertThat(told.at("/totals/to-open/examples/0").asString()).isEqualTo("id1");
    }

    @Test
    void aLaxerPolicyRefusesLess() {
        var told = told(
                tried("name: lax\nextends: default\ntreatments:\n  private: {L5: clear}\n"),
                entry(DataClass.L5, Map.of("api-key", 1)));
        assertThat(told.at("/totals/refused-less/requests").asInt()).isEqualTo(1);
        assertThat(told.at("/changes/0/from").asString()).isEqualTo("refused");
    }

    @Test
    void aClassThatTheCallerRaisedStaysRaised() {
        var told = told(tried("name: clinic\nextends: default\n"), entry(DataClass.L4, Map.of("phone-cn", 1)));
        assertThat(told.get("same").asInt()).isEqualTo(1);
        assertThat(told.get("classes")).isEmpty();
    }

    @Test
    void whatCannotBeComparedIsCountedWithItsReason() {
        var told = told(
                tried("name: clinic\nextends: default\n"),
                entry(Content.HARMLESS, ""),
                entry("gone", Content.HARMLESS),
                entry(DataClass.L2, Map.of("no-such-recogniser", 1)));
        assertThat(told.get("requests").asInt()).isEqualTo(3);
        assertThat(told.get("compared").asInt()).isZero();
        assertThat(told.at("/unknown/no-question").asInt()).isEqualTo(1);
        assertThat(told.at("/unknown/policy-gone").asInt()).isEqualTo(1);
        assertThat(told.at("/unknown/recogniser-gone").asInt()).isEqualTo(1);
    }

    @Test
    void mistakesOfATriedPolicyNameItsFile() {
        assertThatThrownBy(() -> tried("name: clinic\nextends: helth\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("clinic.yaml");
        assertThatThrownBy(() -> tried("extends: health\n")).isInstanceOf(Refusal.class);
    }
}
