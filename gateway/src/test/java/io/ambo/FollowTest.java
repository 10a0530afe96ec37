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
    private RunningHouse house;
    private Process process;
    private BufferedReader out;
    private BufferedReader err;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        house = RunningHouse.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterEach
    void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
        house.close();
        standIn.close();
    }

    private void follow(String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("last", "--follow", "--lang", "en"));
        arguments.addAll(List.of(options));
        var builder = new ProcessBuilder(HouseProcess.java(Main.class, arguments.toArray(String[]::new)));
        builder.environment().put("AMBO_HOME", folder.resolve("home").toString());
        process = builder.start();
        out = process.inputReader(StandardCharsets.UTF_8);
        err = process.errorReader(StandardCharsets.UTF_8);
        assertThat(err.readLine()).isEqualTo("Waiting for requests; Ctrl-C ends it.");
    }

    /** Asks, and gives the id of the entry. */
    private String ask(String model) {
        return house.chat(HELLO.formatted(model))
                .headers()
                .firstValue("x-ambo-request-id")
                .orElseThrow();
    }

    private String nextId() throws IOException {
        return JsonMapper.shared()
                .readTree(out.readLine())
                .get("entry")
                .get("id")
                .asString();
    }

    private void interrupt() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private int exit() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void entriesThatCloseAreToldOneAfterTheOtherAndThoseBeforeAreNot() throws IOException, InterruptedException {
        ask("standin-large");
        follow("--json");
        var served = ask("standin-large");
        assertThat(nextId()).isEqualTo(served);
        var refused = ask("nobody");
        assertThat(nextId()).isEqualTo(refused);
        interrupt();
        assertThat(exit()).isEqualTo(130);
        assertThat(out.readLine()).isNull();
        assertThat(err.readLine()).isNull();
    }

    @Test
    void aRequestThatIsUnderWayIsToldWhenItHasEnded() throws IOException, InterruptedException {
        follow("--json");
        standIn.next(Script.answer().delayHead(Duration.ofSeconds(2)));
        var slow = CompletableFuture.supplyAsync(() -> ask("standin-large"));
        standIn.await(1, Duration.ofSeconds(10));
        var quick = ask("standin-large");
        assertThat(nextId()).isEqualTo(quick);
        assertThat(nextId()).isEqualTo(slow.join());
        interrupt();
        assertThat(exit()).isEqualTo(130);
    }

    @Test
    void peopleGetTheNineStepsAndAReaderWhoLeavesEndsIt() throws IOException, InterruptedException {
        follow();
        var id = ask("standin-large");
        assertThat(out.readLine()).contains(id);
        out.close();
        ask("standin-large");
        assertThat(exit()).isZero();
    }

    @Test
    void aServerThatStopsEndsItWithWords() throws IOException, InterruptedException {
        follow();
        house.house().close();
        assertThat(exit()).isEqualTo(4);
        assertThat(err.readLine()).isNotBlank();
        assertThat(out.readLine()).isNull();
    }
}
