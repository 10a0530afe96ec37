package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code ambo last --follow} as a process, beside a house that is asked. */
@Timeout(120)
class FollowTest {

    private static final String HELLO = """
            {"model":"%s","messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    /** The command at work, and what it writes. */
    private record Following(Process process, BufferedReader out, BufferedReader err) implements AutoCloseable {

        String nextId() throws IOException {
            return JsonMapper.shared()
                    .readTree(out.readLine())
                    .get("entry")
                    .get("id")
                    .asString();
        }

        void interrupt() throws IOException, InterruptedException {
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        }

        int exit() throws InterruptedException {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    private Following follow(String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("last", "--follow", "--lang", "en"));
        arguments.addAll(List.of(options));
        var builder = new ProcessBuilder(
                ServerProcess.hearingSignals(ServerProcess.java(Main.class, arguments.toArray(String[]::new))));
        builder.environment().put("AMBO_HOME", folder.resolve("home").toString());
        var process = builder.start();
        var following = new Following(
                process, process.inputReader(StandardCharsets.UTF_8), process.errorReader(StandardCharsets.UTF_8));
        assertThat(following.err().readLine()).isEqualTo("Waiting for requests; Ctrl-C ends it.");
        return following;
    }

    /** Asks, and gives the id of the entry. */
    private String ask(String model) {
        return server.chat(HELLO.formatted(model))
                .headers()
                .firstValue("x-ambo-request-id")
                .orElseThrow();
    }

    @Test
    void entriesThatCloseAreToldOneAfterTheOtherAndThoseBeforeAreNot() throws IOException, InterruptedException {
        ask("standin-large");
        try (var following = follow("--json")) {
            var served = ask("standin-large");
            assertThat(following.nextId()).isEqualTo(served);
            var refused = ask("nobody");
            assertThat(following.nextId()).isEqualTo(refused);
            following.interrupt();
            assertThat(following.exit()).isEqualTo(130);
            assertThat(following.out().readLine()).isNull();
            assertThat(following.err().readLine()).isNull();
        }
    }

    @Test
    void aRequestThatIsUnderWayIsToldWhenItHasEnded() throws IOException, InterruptedException {
        try (var following = follow("--json")) {
            standIn.next(Script.answer().delayHead(Duration.ofSeconds(2)));
            var slow = CompletableFuture.supplyAsync(() -> ask("standin-large"));
            standIn.await(1, Duration.ofSeconds(10));
            var quick = ask("standin-large");
            assertThat(following.nextId()).isEqualTo(quick);
            assertThat(following.nextId()).isEqualTo(slow.join());
            following.interrupt();
            assertThat(following.exit()).isEqualTo(130);
        }
    }

    @Test
    void peopleGetTheNineStepsAndAReaderWhoLeavesEndsIt() throws IOException, InterruptedException {
        try (var following = follow()) {
            var id = ask("standin-large");
            assertThat(following.out().readLine()).contains(id);
            following.out().close();
            ask("standin-large");
            assertThat(following.exit()).isZero();
        }
    }

    @Test
    void aServerThatStopsEndsItWithWords() throws IOException, InterruptedException {
        try (var following = follow()) {
            server.server().close();
            assertThat(following.exit()).isEqualTo(4);
            assertThat(following.err().readLine()).isNotBlank();
            assertThat(following.out().readLine()).isNull();
        }
    }
}
