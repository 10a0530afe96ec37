package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ambo.engine.host.ExitCause;
import io.ambo.engine.host.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default engine and the default weights, fetched and run. */
class RealEngineTest {
    @TempDir
    Path home;

    private final States states = new States();

    @AfterEach
    void letTheCacheGo() throws IOException {
        Files.delete(home.resolve("engines"));
        Files.delete(home.resolve("weights"));
    }

    private Engine start() throws IOException {
        return start(Recipes.xllamacpp(), Capacity.of(2, 1024));
    }

    private Engine start(Recipe recipe, Capacity capacity) throws IOException {
        return Engine.start(
                new EngineOrder("smollm2", recipe, Recipes.smolLm2(), capacity), Home.sharingCache(home), states);
    }

    private static String chat(String text, int tokens) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}],\"temperature\":0,\"max_tokens\":"
                + tokens + "}";
    }

    @Test
    void engineIsFetchedStartsAndAnswersOverItsSocket() throws Exception {
        try (Engine engine = start()) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            assertThat(ready.address()).isInstanceOf(EngineAddress.UnixSocket.class);
            assertThat(ready.facts().contextPerSlot()).isEqualTo(1024);
            assertThat(ready.facts().trainedContext()).isEqualTo(8192);
            assertThat(ready.facts().parameters()).isEqualTo(134_515_008);
            assertThat(ready.facts().quantisation()).isEqualTo("Q4_1");
            String answer = Http.post(ready, "/v1/chat/completions", chat("What is the capital of France?", 48));
            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .contains("\"chat.completion\"", "\"model\":\"smollm2\"", "\"completion_tokens\":")
                    .containsPattern("\"content\":\"[^\"]{10,}\"");
            assertThat(engine.state()).isEqualTo(ready);
        }
        assertThat(states.all().getLast()).isEqualTo(new EngineState.Stopped());
        assertThat(Folders.entries(home.resolve("run"))).isEmpty();
    }

    @Test
    void answerThatNobodyBoundedEndsAfterTheDefaultAndDoesNotRepeatItself() throws Exception {
        try (Engine _ = start()) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            for (String prompt : new String[] {"hi", "write a poem", "Explain rain to a child."}) {
                String answer = Http.post(
                        ready,
                        "/v1/chat/completions",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}],\"seed\":7}");
                Matcher tokens = Pattern.compile("\"completion_tokens\":(\\d+)").matcher(answer);
                assertThat(tokens.find()).as(answer).isTrue();
                assertThat(Integer.parseInt(tokens.group(1))).isLessThanOrEqualTo(256);
                assertThat(answer).doesNotContainPattern("([^.!?\"]{20,}[.!?])\\s*\\1\\s*\\1");
            }
            String asked = chat("Write a very long story.", 300).replace("\"temperature\":0", "\"ignore_eos\":true");
            assertThat(Http.post(ready, "/v1/chat/completions", asked)).contains("\"completion_tokens\":300");
        }
    }

    @Test
    void noWayOfAskingBringsTextOfARequestIntoTheLog() throws Exception {
        try (Engine _ = start()) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            for (String body : new String[] {
                chat("CANARY one", 8),
                "{\"messages\":[{\"role\":\"user\",\"content\":CANARY",
                "{\"messages\":[{\"role\":\"CANARY\",\"content\":\"x\"}],\"grammar\":\"root ::= CANARY (\",\"max_tokens\":2}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":2,\"response_format\":{\"type\":"
                        + "\"json_schema\",\"json_schema\":{\"schema\":{\"type\":\"string\",\"pattern\":\"CANARY(\"}}}}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":2,\"response_format\":{\"type\":"
                        + "\"json_schema\",\"json_schema\":{\"schema\":{\"type\":\"CANARY\"}}}}",
                chat("CANARY ".repeat(2000), 2),
            }) {
                assertThat(Http.post(ready, "/v1/chat/completions", body)).startsWith("HTTP/1.1 ");
            }
        }
        String log = Files.readString(home.resolve("logs/engine.log"));
        assertThat(log).contains("started as process", "withheld", "exceeds the available context size");
        assertThat(log).doesNotContain("CANARY");
    }

    @Test
    void slotsAndMetricsAreOffAndTheKeyIsNeeded() throws Exception {
        try (Engine _ = start()) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            assertThat(Http.get(ready, "/slots").status()).isEqualTo(501);
            assertThat(Http.get(ready, "/metrics").status()).isEqualTo(501);
            assertThat(Http.get(ready, "/v1/models").status()).isEqualTo(200);
            var stranger = new HttpQuestion(ready.address(), EngineKey.random(), Duration.ofSeconds(5));
            assertThat(stranger.get("/v1/models").status()).isEqualTo(401);
        }
    }

    @Test
    void engineGivesItsMemoryUpInItsSleepAndLoadsItAgain() throws Exception {
        try (Engine engine = start(Recipes.sleepingXllamacpp(), Capacity.of(2, 1024))) {
            EngineState.Ready ready = states.await(EngineState.Ready.class);
            Http.post(ready, "/v1/chat/completions", chat("Hello", 2));
            long awake = memory(Home.child(home).orElseThrow());
            engine.fallAsleep();
            states.await(EngineState.Asleep.class);
            assertThat(memory(Home.child(home).orElseThrow()))
                    .isLessThan(awake / 2)
                    .isLessThan(128 << 20);
            engine.wakeUp();
            ready = states.await(EngineState.Ready.class, 2);
            assertThat(Http.post(ready, "/v1/chat/completions", chat("Hello", 2)))
                    .startsWith("HTTP/1.1 200");
        }
    }

    /** Bytes of memory that a process takes up, where the system tells. */
    private static long memory(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        assumeTrue(Files.exists(status));
        String line = Files.readAllLines(status).stream()
                .filter(it -> it.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    @Test
    void killedEngineIsStartedAgainWithAnotherKey() throws Exception {
        try (Engine _ = start()) {
            EngineState.Ready first = states.await(EngineState.Ready.class);
            ProcessHandle child = Home.child(home).orElseThrow();
            child.destroyForcibly();
            child.onExit().get(10, TimeUnit.SECONDS);
            assertThat(states.await(EngineState.Restarting.class).reason())
                    .isInstanceOfSatisfying(
                            ExitCause.Killed.class,
                            death -> assertThat(death.signal()).isEqualTo(9));
            EngineState.Ready second = states.await(EngineState.Ready.class, 2);
            assertThat(second.key().reveal()).isNotEqualTo(first.key().reveal());
        }
    }
}
