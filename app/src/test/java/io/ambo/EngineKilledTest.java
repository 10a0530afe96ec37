package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.process.EngineState;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.provider.ConcurrencyLimiter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real engine is killed behind a running Ambo, in the middle of an answer. */
class EngineKilledTest {

    private static final String MODEL = "embedded/smollm2-135m";
    private static final String LONG_ANSWER = """
            {"model":"%s","stream":%s,"max_tokens":1500,"messages":[{"role":"user","content":"Tell me of the sea."}]}""";
    private static final String SHORT_ANSWER = """
            {"model":"%s","max_tokens":4,"messages":[{"role":"user","content":"Say hello."}]}""";
    private static final LinkedBlockingQueue<EngineState> STATES = new LinkedBlockingQueue<>();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static EngineServer.Open open;

    @BeforeAll
    static void open() {
        open = EngineServer.open(STATES::add);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        open.close();
    }

    private static HttpRequest ask(boolean stream) {
        return HttpRequest.newBuilder(open.server().at("/v1/chat/completions"))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + open.key())
                .POST(BodyPublishers.ofString(LONG_ANSWER.formatted(MODEL, stream)))
                .build();
    }

    private static List<Entry> entries() {
        return open.server().server().ledger().entries().last(1000);
    }

    private static void kill(ProcessHandle engine) throws Exception {
        STATES.clear();
        engine.destroyForcibly();
        engine.onExit().get(10, TimeUnit.SECONDS);
    }

    private static ProcessHandle engine() throws IOException {
        return EngineServer.engine(open.server().folder());
    }

    private static void awaitReady() throws InterruptedException {
        EngineState state;
        do {
            state = STATES.poll(2, TimeUnit.MINUTES);
            assertThat(state).as("the engine did not come back").isNotNull();
        } while (!(state instanceof EngineState.Ready));
    }

    @Test
    void aStreamEndsInAnErrorAndTheNextIsAnsweredByANewEngine() throws Exception {
        var before = entries().size();
        var engine = engine();
        var answer = CLIENT.send(ask(true), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        String rest;
        try (var reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).startsWith("data: {");
            kill(engine);
            rest = String.join("\n", reader.lines().toList());
        }
        assertThat(rest)
                .contains("\"code\":\"upstream-failed\"")
                .doesNotContain("[DONE]")
                .doesNotContain("\"finish_reason\":\"");
        failedOnce(before, "cut-short");
        theNextIsAnswered(before + 1, engine);
    }

    @Test
    void aWholeAnswerBecomesAnErrorAndTheNextIsAnsweredByANewEngine() throws Exception {
        var before = entries().size();
        var engine = engine();
        var answer = CLIENT.sendAsync(ask(false), BodyHandlers.ofString());
        awaitInside();
        kill(engine);
        var told = answer.get(30, TimeUnit.SECONDS);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(502);
        assertThat(told.body()).contains("\"code\":\"upstream-failed\"");
        failedOnce(before, "connection-lost");
        theNextIsAnswered(before + 1, engine);
    }

    private static ConcurrencyLimiter limiter() {
        return Objects.requireNonNull(
                open.server().server().engines().limiters().get(MODEL));
    }

    private static void awaitInside() {
        var limiter = limiter();
        Await.until("a request at the engine", () -> limiter.inside() > 0);
    }

    /** One attempt, on record as a failure, with what was reserved given back: nothing costs in the house. */
    private static void failedOnce(int before, String how) {
        assertThat(entries()).hasSize(before + 1);
        var entry = entries().getFirst();
        assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(entry.code()).isEqualTo("upstream-failed");
        assertThat(entry.closedAt()).isPresent();
        assertThat(entry.attempts()).extracting("outcome").containsExactly(how);
        assertThat(entry.reserved()).isPresent();
        assertThat(entry.cost())
                .hasValueSatisfying(cost -> assertThat(cost.nanos()).isZero());
        var limiter = limiter();
        assertThat(limiter.inside()).as("places taken").isZero();
        assertThat(limiter.waiting()).isZero();
    }

    private static void theNextIsAnswered(int before, ProcessHandle old) throws Exception {
        awaitReady();
        assertThat(engine().pid()).isNotEqualTo(old.pid());
        var answer = open.server().chat(SHORT_ANSWER.formatted(MODEL), "authorization", "Bearer " + open.key());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(entries()).hasSize(before + 1);
        assertThat(entries().getFirst().outcome()).isEqualTo(Outcome.SERVED);
        assertThat(entries().getFirst().attempts()).extracting("outcome").containsExactly("answered");
    }
}
