package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Refusal;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is one file: a provider, a recogniser; and how files change under a running server. */
class ConfigurationReloadTest {

    private static final String HELLO = """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"%s"}]}""";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, folder);
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    private void write(String file, String content) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    @Test
    void aProviderIsOneFile() throws IOException {
        assertThat(server.chat(HELLO.formatted("acme-large", false, "hi")).statusCode())
                .isEqualTo(404);
        write(
                "providers/acme.yaml",
                LiveServer.STANDIN_FILE
                        .formatted(standIn.address())
                        .replace("id: standin\n", "id: acme\n")
                        .replace("id: standin-large", "id: acme-large\n    name: standin-small"));
        server.server().reload();
        var answer = server.chat(HELLO.formatted("acme-large", false, "hi"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-ambo-model")).contains("acme/acme-large");
        assertThat(standIn.requests().getFirst().text()).contains("\"model\":\"standin-small\"");
        assertThat(server.get("/v1/models/acme/acme-large").statusCode()).isEqualTo(200);
    }

    @Test
    void aRecogniserIsOneFile() throws IOException {
        var text = "Ticket ACME-778899 is open";
        server.chat(HELLO.formatted("standin-large", false, text));
        assertThat(standIn.requests().getLast().text()).contains("ACME-778899");
        write("recognisers/ticket.yaml", """
                id: ticket
                kind: other
                class: L2
                token: TICKET
                names: {en: ticket number, zh: 工单号}
                trigger: {words: ["ACME-"]}
                pattern: 'ACME-[0-9]{6}'
                checksum: none
                canonical: text
                edges: no-letter-or-digit
                priority: 50
                source: {source: our own numbering, read: 2026-11-23}
                examples: [{text: "see ACME-123456", found: [ACME-123456]}]
                counter-examples: ["ACME-12"]
                """);
        server.server().reload();
        var answer = server.chat(HELLO.formatted("standin-large", false, text));
        assertThat(standIn.requests().getLast().text())
                .doesNotContain("ACME-778899")
                .contains("TICKET_");
        assertThat(answer.body()).contains("ACME-778899");
    }

    @Test
    void aRequestUnderWayKeepsTheConfigurationItBeganWith() throws Exception {
        standIn.next(Script.answer().delayFirst(Duration.ofMillis(300)));
        var early = CompletableFuture.supplyAsync(() -> server.chat(HELLO.formatted("standin-large", true, "hi")));
        standIn.await(1, PATIENCE);
        Files.delete(folder.resolve("providers/standin.yaml"));
        server.server().reload();
        var late = server.chat(HELLO.formatted("standin-large", true, "hi"));
        var answer = early.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(late.statusCode()).isEqualTo(404);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        var versions = server.server().ledger().entries().last(2).stream()
                .map(entry -> entry.snapshot())
                .distinct();
        assertThat(versions).hasSize(2);
    }

    @Test
    void aBadFileIsRefusedWholeWithItsLineAndTheNearestKey() throws IOException {
        var file = folder.resolve("providers/standin.yaml");
        var good = Files.readString(file);
        Files.writeString(file, good.replace("base-url:", "base-ulr:").replace("standin-large", "another"));
        assertThatThrownBy(() -> server.server().reload())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("providers/standin.yaml:4")
                .hasMessageContaining("base-url");
        assertThat(server.chat(HELLO.formatted("standin-large", false, "hi")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aFileThatLeadsNowhereIsRefusedAndWhatAnEditorLeavesIsNot() throws IOException {
        var file = folder.resolve("providers/standin.yaml");
        Files.createSymbolicLink(file.resolveSibling(".#standin.yaml"), Path.of("somebody@somewhere.1234"));
        server.server().reload();
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("..data/standin.yaml"));
        assertThatThrownBy(() -> server.server().reload())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("providers/standin.yaml:1");
        assertThat(server.chat(HELLO.formatted("standin-large", false, "hi")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aConfigurationThatCannotBeKeptIsRefusedInWordsAndChangesNothing() throws IOException {
        var file = folder.resolve("providers/standin.yaml");
        Files.writeString(
                file, Files.readString(file).replace("id: standin-large", "id: another\n    name: standin-large"));
        var snapshots = folder.resolve("snapshots");
        Files.move(snapshots, folder.resolve("elsewhere"));
        assertThatThrownBy(() -> server.server().reload())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(snapshots.toString());
        assertThat(server.chat(HELLO.formatted("standin-large", false, "hi")).statusCode())
                .isEqualTo(200);
        Files.move(folder.resolve("elsewhere"), snapshots);
        server.server().reload();
        assertThat(server.chat(HELLO.formatted("another", false, "hi")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aReloadWithoutAChangeIsTheSameConfiguration() {
        server.chat(HELLO.formatted("standin-large", false, "one"));
        server.server().reload();
        server.chat(HELLO.formatted("standin-large", false, "two"));
        var versions = server.server().ledger().entries().last(2).stream()
                .map(entry -> entry.snapshot())
                .distinct();
        assertThat(versions).hasSize(1);
    }
}
