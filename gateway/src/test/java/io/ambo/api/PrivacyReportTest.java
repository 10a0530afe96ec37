package io.ambo.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Treatment;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Usage;
import io.ambo.ledger.Attempt;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.wire.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the report on privacy says of entries. */
class PrivacyReportTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private static final String PROVIDER = """
            id: acme
            kind: closed
            dialect: openai-chat
            base-url: https://acme.example/v1
            data-terms: {trains-on-inputs: false, retention-days: 0, domicile: SG, source: made up, read: 2026-11-23}
            models:
              - {id: large, context: 128000}
            """;

    @TempDir
    private Path home;

    private PrivacyReport report;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(home.resolve("providers/acme.yaml"), PROVIDER);
        report = new PrivacyReport(new CatalogReader(Set.of()).read(home, Settings.fallback()));
    }

    private static Attempt attempt(String destination, DestinationKind kind, Treatment treatment, long sent) {
        return new Attempt(
                destination,
                kind,
                DataClass.L2,
                treatment,
                sent,
                9,
                "answered",
                200,
                1,
                1,
                1,
                Usage.NONE,
                Optional.empty(),
                "",
                "");
    }

    private void add(
            DataClass dataClass, Map<String, Integer> found, Map<String, Integer> guarded, Attempt... attempts) {
        report.add(new Entry(
                new Entry.Lifecycle("id", "run", Outcome.SERVED, "", AT, Optional.of(AT)),
                new Entry.Request("key", "openai-chat", "auto", false, Map.of()),
                new Entry.Choice("v", dataClass, found, "", Optional.empty(), "", ""),
                new Entry.Charge(Optional.empty(), Usage.NONE, Optional.empty()),
                new Entry.Volumes(0, 1, 1, List.of(), guarded),
                List.of(attempts)));
    }

    private JsonNode json() {
        var json = new JsonWriter().openObject();
        report.write(json);
        return JsonMapper.shared().readTree(json.closeObject().toString());
    }

    @Test
    void whatLeftIsSummedUpByDestinationClassAndTreatmentWithItsCountry() {
        var destination = "acme/large";
        for (var i = 0; i < 2; i++) {
            add(
                    DataClass.L2,
                    Map.of("phone-cn", 2, "phone-named", 1, "person-tagged", 1, "gone", 1),
                    Map.of("ai-label:label", 1),
                    attempt(destination, DestinationKind.CLOSED, Treatment.DE_IDENTIFY, 100));
        }
        var left = json().get("left");
        assertThat(left).hasSize(1);
        var row = left.get(0);
        assertThat(row.get("destination").asString()).isEqualTo(destination);
        assertThat(row.get("country").asString()).isEqualTo("SG");
        assertThat(row.get("treatment").asString()).isEqualTo("de-identify");
        assertThat(row.get("class").asString()).isEqualTo("L2");
        assertThat(row.get("requests").asInt()).isEqualTo(2);
        assertThat(row.get("bytes").asInt()).isEqualTo(200);
        assertThat(row.get("kinds").toString()).isEqualTo("{\"gone\":2,\"person\":2,\"phone\":6}");
        assertThat(json().get("guarded").toString()).isEqualTo("{\"ai-label:label\":2}");
    }

    @Test
    void whatNeverLeftIsCountedAsStayed() {
        add(DataClass.L4, Map.of(), Map.of());
        add(DataClass.L4, Map.of(), Map.of(), attempt("one/large", DestinationKind.CLOSED, Treatment.CLEAR, 0));
        assertThat(json().get("left")).isEmpty();
        assertThat(json().get("stayed").toString()).isEqualTo("{\"L4\":2}");
        assertThat(json().get("requests").asInt()).isEqualTo(2);
    }

    @Test
    void aDestinationWhoseCountryIsNotStatedHasNone() {
        add(DataClass.L2, Map.of(), Map.of(), attempt("one/large", DestinationKind.CLOSED, Treatment.CLEAR, 5));
        assertThat(json().get("left").get(0).get("country").isNull()).isTrue();
    }
}
