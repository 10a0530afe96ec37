package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code ambo policy try}, with a running server and without. */
class PolicyTryTest {

    private static final String STRICT = "name: strict\nextends: default\ntreatments:\n  closed: {L2: refuse}\n";

    @TempDir
    Path folder;

    @Test
    void aPolicyInAFileIsTriedOnTheRequestsOfTheLedgerWithTheServerAndAfterIt() throws IOException {
        var home = folder.resolve("home");
        var file = Files.writeString(folder.resolve("strict.yaml"), STRICT).toString();
        try (var standIn = StandIn.start();
                var server = LiveServer.inFrontOf(standIn, home)) {
            assertThat(server.server().keyless()).isTrue();
            Called.in(home).ambo("ask", "-m", "standin-large", "hello");
            Called.in(home).ambo("ask", "-m", "standin-large", "Call me at 13800000000, please.");
            tried(home, file);
        }
        tried(home, file);
        assertThat(Called.in(home).ambo("policy", "try", "helth").status()).isNotZero();
        assertThat(Called.in(home).ambo("policy", "try", "gone.yaml").status()).isEqualTo(2);
    }

    private static void tried(Path home, String file) {
        var page = Called.in(home).ambo("policy", "try", file);
        assertThat(page.status()).as(page.err()).isZero();
        assertThat(page.out())
                .startsWith("Under strict: 2 requests compared, 1 of them as before.")
                .contains("answered before, refused now", "It is computed from what the ledger keeps")
                .doesNotContain("?cli", "13800000000");
        var chinese =
                Called.in(home).ambo("policy", "try", file, "--lang", "zh").out();
        assertThat(chinese).startsWith("按 strict：比较了 2 个请求").doesNotContain("?cli");
        var json = JsonMapper.shared()
                .readTree(Called.in(home).ambo("policy", "try", file, "--json").out());
        assertThat(json.at("/totals/refused-more/requests").asInt()).isEqualTo(1);
        assertThat(json.get("limits")).hasSize(4);
        var last = JsonMapper.shared()
                .readTree(Called.in(home)
                        .ambo("policy", "try", "default", "--last", "1", "--json")
                        .out());
        assertThat(last.get("requests").asInt()).isEqualTo(1);
        var none = Called.in(home).ambo("policy", "try", "default", "--from", "2020-01-01", "--to", "2020-01-02");
        assertThat(none.out()).contains("no such requests");
    }

    @Test
    void aPolicyIsTriedOnTextsWithoutLedgerAndServer() throws IOException {
        var home = folder.resolve("home");
        Called.in(home).ambo("ledger", "list");
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(home.resolve("providers/house.yaml"), """
                id: house
                kind: private
                dialect: openai-chat
                base-url: http://127.0.0.1:1/v1
                models:
                  - id: open
                    context: 128000
                    tier: {value: 3, source: made up, read: 2026-11-23}
                """);
        var marking = Files.writeString(folder.resolve("marking.yaml"), """
                name: marking
                extends: default
                treatments:
                  private: {L5: refuse}
                  embedded: {L5: refuse}
                marked:
                  - {id: project, words: [Bluebird], class: L5, token: PROJECT}
                """);
        var texts = Files.createDirectories(folder.resolve("texts"));
        Files.writeString(texts.resolve("a.jsonl"), """
                {"model":"auto","messages":[{"role":"user","content":"What is a tree?"}]}

                {"model":"auto","messages":[{"role":"user","content":"How does Bluebird go on?"}]}
                no request
                """);
        var called = Called.in(home).ambo("policy", "try", marking.toString(), "--texts", texts.toString(), "--json");
        assertThat(called.status()).as(called.err()).isZero();
        var json = JsonMapper.shared().readTree(called.out());
        assertThat(json.get("compared").asInt()).isEqualTo(2);
        assertThat(json.get("same").asInt()).isEqualTo(1);
        assertThat(json.at("/totals/refused-more/examples/0").asString()).isEqualTo("a.jsonl:3");
        assertThat(json.at("/unknown/unreadable").asInt()).isEqualTo(1);
        assertThat(json.get("limits")).isEmpty();
        var page = Called.in(home).ambo("policy", "try", "default", "--texts", texts.toString());
        assertThat(page.out()).startsWith("Under default: 2 requests compared, 2 of them as before.");
        assertThat(Called.in(home)
                        .ambo("policy", "try", "default", "--texts", texts.toString(), "--last", "3")
                        .status())
                .isEqualTo(2);
    }
}
