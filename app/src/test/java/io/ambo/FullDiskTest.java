package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A ledger on a small file system that fills up, and a home that cannot be written: real ones, mounted for the test. */
class FullDiskTest {

    private static final int SIZE = 3 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HELLO = """
            {"model":"standin-large","stream":%s,"messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path folder;

    private StandIn standIn;
    private Path home;
    private ServerProcess server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> served = new HashSet<>();

    @BeforeEach
    void open() throws IOException {
        standIn = StandIn.start();
        home = folder.resolve("home");
        LiveServer.inFrontOf(standIn, home).close();
        Files.writeString(home.resolve("ambo.yaml"), "port: 0\nlanes: 1\nengine: {enabled: false}\n");
        server = ServerProcess.startWithLedgerOf(SIZE, home);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
        standIn.close();
    }

    private HttpResponse<String> ask(boolean stream) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(server.at("/v1/chat/completions"))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(HELLO.formatted(stream)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() == 200 && (!stream || answer.body().endsWith("data: [DONE]\n\n"))) {
            served.add(answer.headers().firstValue("x-ambo-request-id").orElseThrow());
        }
        return answer;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.at(path)).build(), BodyHandlers.ofString());
    }

    /** Nobody asks it anything else meanwhile. */
    private void awaitReady() throws IOException, InterruptedException {
        Await.until("readiness", () -> get("/readyz").statusCode() == 200);
    }

    private Path filler() {
        return server.path(home.resolve("ledger/filler"));
    }

    private void fill() throws IOException {
        var bytes = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /**
     * The last page of the journal's file may have room for a few entries more, or for an opening and not for its
     * closing: then the answer does not end.
     */
    private void askUntilRefused() throws InterruptedException {
        for (var i = 0; i < 50; i++) {
            try {
                if (ask(i % 2 == 0).statusCode() == 503) {
                    return;
                }
            } catch (IOException closedWithoutAnEnd) {
                assertThat(closedWithoutAnEnd).isNotNull();
            }
        }
        throw new AssertionError("it goes on serving on a full disk");
    }

    private JsonNode ledger() throws IOException, InterruptedException {
        var json = JsonMapper.shared();
        var token = json.readTree(Files.readString(home.resolve("run/serve.json")))
                .get("token")
                .asString();
        URI address = server.at("/api/ledger?limit=1000");
        var answer = client.send(
                HttpRequest.newBuilder(address)
                        .header("authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body()).get("entries");
    }

    @Test
    void onAFullDiskNothingIsSentAndWhenThereIsRoomAgainItServesAgain() throws Exception {
        for (var round = 0; round < 3; round++) {
            assertThat(ask(true).statusCode()).isEqualTo(200);
            fill();
            askUntilRefused();
            standIn.forget();
            for (var i = 0; i < 5; i++) {
                var answer = ask(i % 2 == 0);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("\"code\":\"journal-unavailable\"");
                assertThat(answer.headers().firstValue("retry-after")).isPresent();
            }
            assertThat(standIn.requests()).isEmpty();
            assertThat(get("/healthz").statusCode()).isEqualTo(200);
            assertThat(get("/readyz").statusCode()).isEqualTo(503);
            assertThat(get("/readyz").body()).contains("journal-unavailable");
            Files.delete(filler());
            awaitReady();
            assertThat(ask(false).statusCode()).isEqualTo(200);
        }
        everythingServedIsEnteredOnce();
    }

    private void everythingServedIsEnteredOnce() throws Exception {
        var ids = new HashSet<String>();
        for (var entry : ledger()) {
            assertThat(ids.add(entry.get("id").asString())).as("twice").isTrue();
        }
        assertThat(ids).containsAll(served);
    }

    @Test
    void aStreamThatIsCaughtByAFullDiskDoesNotEndAsIfItWereWhole() throws Exception {
        try (var caller = new RawCaller(server.at("/").getPort())) {
            standIn.next(Script.answer().delayBetween(Duration.ofMillis(150)));
            caller.send(RawCaller.post(HELLO.formatted(true), "Connection: close"));
            standIn.await(1, PATIENCE);
            fill();
            askUntilRefused();
            assertThat(caller.rest()).startsWith("HTTP/1.1 200").doesNotContain("[DONE]");
        }
        Files.delete(filler());
        assertThat(ask(true).body()).endsWith("data: [DONE]\n\n");
        everythingServedIsEnteredOnce();
    }

    @Test
    void aDiskThatIsFullFromTheStartIsNotFilledWithEmptyFiles() throws Exception {
        fill();
        for (var i = 0; i < 10; i++) {
            assertThat(ask(i % 2 == 0).statusCode()).isEqualTo(503);
        }
        try (var files = Files.list(server.path(home.resolve("ledger/journal")))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith(".journal"));
        }
        assertThat(standIn.requests()).isEmpty();
        Files.delete(filler());
        assertThat(ask(true).body()).endsWith("data: [DONE]\n\n");
        everythingServedIsEnteredOnce();
    }

    @Test
    void aHomeThatCannotBeWrittenIsRefusedAtTheStartInWordsThatHelp() throws Exception {
        server.close();
        server.process().waitFor();
        var command = ServerProcess.mounted(
                "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"",
                home,
                ServerProcess.java(Main.class, "serve", "--home", home.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("AMBO_LANG", "en");
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(home.toString())
                .contains("Read-only file system")
                .doesNotContain("Exception");
    }
}
