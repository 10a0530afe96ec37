package io.ambo.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Treatment;
import io.ambo.config.CatalogReader;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Language;
import io.ambo.core.Usage;
import io.ambo.ledger.Attempt;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.platform.Home;
import io.ambo.routing.Question;
import io.ambo.wire.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccountTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private int router = Question.THIS_ROUTER;

    private JsonNode account(String destination, Language language) throws IOException {
        var home = Home.open(folder);
        var catalog = new CatalogReader(Set.of()).builtIn();
        Files.writeString(home.snapshots().resolve(catalog.version() + ".json"), catalog.content());
        var question = new Question(
                "quick",
                "default",
                Question.Allowance.ALL,
                Question.Content.HARMLESS,
                new Question.Size(10, 10, OptionalLong.empty(), 1),
                Set.of(),
                Map.of("en", 100),
                Set.of(),
                Question.Circumstances.GOOD,
                AT,
                Optional.empty());
        var json = new JsonWriter();
        new Account(home).write(json, entry(catalog.version(), destination, asWritten(question)), language);
        return JsonMapper.shared().readTree(json.toString());
    }

    /** The question as the router of that version wrote it. */
    private String asWritten(Question question) {
        return router == 1 ? question.toJson().replaceFirst(",\"router\":[0-9]+", "") : question.toJson();
    }

    private static Entry entry(String snapshot, String destination, String question) {
        var attempt = new Attempt(
                destination,
                DestinationKind.EMBEDDED,
                DataClass.L0,
                Treatment.CLEAR,
                1,
                1,
                "answered",
                200,
                0,
                0,
                0,
                Usage.NONE,
                Optional.empty(),
                "",
                "");
        return new Entry(
                new Entry.Lifecycle("01K9Z3", "run", Outcome.SERVED, "", AT, Optional.of(AT)),
                new Entry.Request("keyless", "openai-chat", "quick", false, Map.of()),
                new Entry.Choice(
                        snapshot,
                        DataClass.L0,
                        Map.of("phone-cn", 1),
                        destination,
                        Optional.of(DestinationKind.EMBEDDED),
                        question,
                        ""),
                new Entry.Charge(Optional.empty(), Usage.NONE, Optional.empty()),
                new Entry.Volumes(0, 1, 1, List.of()),
                List.of(attempt));
    }

    @Test
    void whatComesOutAsRecordedAgrees() throws IOException {
        var account = account("embedded/smollm2-135m", Language.ZH);
        assertThat(account.get("agrees").asBoolean()).isTrue();
        assertThat(account.get("standings").get(0).get("destination").asString())
                .isEqualTo("embedded/smollm2-135m");
        assertThat(account.get("names").get("phone-cn").asString()).isEqualTo("手机号码");
    }

    @Test
    void aVerdictSaysWhichVersionOfTheRouterMadeIt() throws IOException {
        assertThat(account("acme/gone", Language.EN).get("router").asInt()).isEqualTo(Question.THIS_ROUTER);
        router = 1;
        var old = account("acme/gone", Language.EN);
        assertThat(old.get("router").asInt()).isEqualTo(1);
        assertThat(old.get("router_now").asInt()).isEqualTo(Question.THIS_ROUTER);
        assertThat(old.get("agrees").asBoolean()).isFalse();
    }

    @Test
    void whatComesOutOtherwiseIsShownAsBothAndNotAsAFact() throws IOException {
        var account = account("openai/gpt-9", Language.EN);
        assertThat(account.get("agrees").asBoolean()).isFalse();
        assertThat(account.get("recorded").asString()).isEqualTo("openai/gpt-9");
        assertThat(account.get("recomputed").asString()).isEqualTo("embedded/smollm2-135m");
    }
}
