package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code SIGTERM} while streams are open: they may end, nothing new begins, and what does not end in time is told so. */
@Timeout(120)
class StoppingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HELLO = """
            {"model":"standin-large","stream":true,"messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path folder;

    private StandIn standIn;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    private Path home(String limits) throws IOException {
        var home = folder.resolve("home");
        LiveServer.inFrontOf(standIn, home).close();
        Files.writeString(home.resolve("ambo.yaml"), "port: 0\nlanes: 2\nengine: {enabled: false}\n" + limits);
        return home;
    }

    private static Process serve(Path home) throws IOException {
        var builder = new ProcessBuilder(ServerProcess.java(Main.class, "serve", "--home", home.toString()));
        builder.environment().put("AMBO_LANG", "en");
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static int port(BufferedReader out) throws IOException {
        return URI.create(out.readLine().split(" ")[3]).getPort();
    }

    private static void terminate(Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void nobodyListensAt(int port) {
        Await.until("the end of listening", () -> {
            try {
                new RawCaller(port).close();
                return false;
            } catch (IOException refused) {
                return true;
            }
        });
    }

    private static List<Entry> entries(Path home) {
        try (var after = LiveServer.open(home)) {
            return after.server().ledger().entries().last(10);
        }
    }

    @Test
    void openStreamsEndWholeAndThenItIsGone() throws Exception {
        var home = home("");
        standIn.always(Script.answer().delayBetween(Duration.ofMillis(60)));
        var process = serve(home);
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var port = port(out);
            try (var one = new RawCaller(port);
                    var two = new RawCaller(port)) {
                one.send(RawCaller.post(HELLO));
                two.send(RawCaller.post(HELLO));
                standIn.await(2, PATIENCE);
                terminate(process);
                nobodyListensAt(port);
                assertThat(one.answer().body()).endsWith("data: [DONE]\n\n");
                assertThat(two.answer().body()).endsWith("data: [DONE]\n\n");
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(entries(home)).hasSize(2).extracting(Entry::outcome).containsOnly(Outcome.SERVED);
    }

    @Test
    void whatDoesNotEndInTimeIsBrokenOffWithAnErrorAndEnteredSo() throws Exception {
        var home = home("limits: {stop-timeout: 500ms}\n");
        standIn.next(Script.answer().stallAfterEvents(5), Script.stall());
        var process = serve(home);
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var port = port(out);
            try (var begun = new RawCaller(port);
                    var waiting = new RawCaller(port)) {
                begun.send(RawCaller.post(HELLO));
                standIn.await(1, PATIENCE);
                waiting.send(RawCaller.post(HELLO));
                standIn.await(2, PATIENCE);
                terminate(process);
                assertThat(begun.answer().body())
                        .contains("\"code\":\"stopping\"")
                        .doesNotContain("[DONE]");
                assertThat(waiting.answer().status()).isEqualTo(503);
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(entries(home)).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(entry.code()).isEqualTo("stopping");
            assertThat(entry.attempts()).extracting("outcome").containsExactly("stopping");
            assertThat(entry.cost()).isPresent();
        });
    }
}
