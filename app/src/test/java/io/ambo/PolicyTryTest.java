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
}
