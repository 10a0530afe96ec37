package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a caller sees and the ledger keeps when an upstream fails, where time passes or more than one call matters; each
 * single fault is in {@link BadUpstreamsTest}.
 */
class FaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HELLO = """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path folder;

    private final SkippingClock clock = new SkippingClock();
    private TwoProviders two;
    private StandIn cheap;
    private StandIn dear;
    private LiveServer server;

    @BeforeEach
    void open() throws IOException {
        two = TwoProviders.open(folder.resolve("home"), clock);
        cheap = two.cheap();
        dear = two.dear();
        server = two.server();
    }

    @AfterEach
    void close() {
        two.close();
    }

    private Entry entry() {
        return server.server().ledger().entries().last(1).getFirst();
    }

    @Test
    void whatFailedThreeTimesIsNotTheFirstChoiceForAWhile() {
        cheap.next(Script.status(503), Script.status(503), Script.status(503));
        for (var asked = 0; asked < 3; asked++) {
            server.chat(HELLO.formatted("auto", false));
            assertThat(entry().attempts()).hasSize(2);
        }
        cheap.forget();
        server.chat(HELLO.formatted("auto", false));
        assertThat(cheap.requests()).isEmpty();
        assertThat(entry().destination()).isEqualTo("dear/standin-large");
    }

    @Test
    void aRefusedConnectionLeadsToTheNextCandidate() {
        cheap.close();
        var answer = server.chat(HELLO.formatted("auto", true));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(entry().attempts()).extracting("outcome").containsExactly("connect-failed", "answered");
    }

    @Test
    void aLateFirstByteLeadsToTheNextCandidate() {
        cheap.next(Script.stall());
        var answer = CompletableFuture.supplyAsync(() -> server.chat(HELLO.formatted("auto", true)));
        cheap.await(1, PATIENCE);
        clock.skip(Duration.ofMinutes(2));
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(entry().attempts()).extracting("outcome").containsExactly("first-byte-timeout", "answered");
    }

    @Test
    void aStreamThatNeverSaysAnythingLeadsToTheNextCandidate() {
        var role = "{\"id\":\"" + "1".repeat(16_000)
                + "\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"standin-large\","
                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}";
        cheap.next(
                Script.events(Collections.nCopies(80, "data: " + role + "\n\n")).stallAfterEvents(80));
        var answer = server.chat(HELLO.formatted("auto", true));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(entry().attempts()).extracting("outcome").containsExactly("answer-too-long", "answered");
    }

    @Test
    void anErrorInMidStreamIsToldAndNeverAMadeUpEnd() {
        cheap.next(Script.answer().errorAfterEvents(5));
        var answer = server.chat(HELLO.formatted("auto", true));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"error\"").doesNotContain("[DONE]").doesNotContain("\"stop\"");
        assertThat(dear.requests()).isEmpty();
        assertThat(entry().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(entry().usage().estimated()).isTrue();
    }

    @Test
    void aStallInMidStreamIsToldAfterTheTimeBetweenBytes() throws IOException {
        cheap.next(Script.answer().stallAfterEvents(5));
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO.formatted("auto", true), "Connection: close"));
            assertThat(caller.answerToHead().status()).isEqualTo(200);
            clock.skip(Duration.ofMinutes(3));
            clock.skip(Duration.ofMinutes(3));
            assertThat(caller.rest()).contains("upstream-timeout").doesNotContain("[DONE]");
        }
        assertThat(entry().attempts()).extracting("outcome").containsExactly("between-bytes-timeout");
    }

    @Test
    void aCutBeforeTheFirstContentLeadsToTheNextCandidate() {
        cheap.next(Script.answer().cutAfterEvents(1));
        assertThat(server.chat(HELLO.formatted("auto", true)).body()).endsWith("data: [DONE]\n\n");
        assertThat(entry().attempts()).extracting("outcome").containsExactly("cut-short", "answered");
    }

    @Test
    void theLimitOfAProviderIsPassedOnWithItsTime() {
        cheap.next(Script.status(429).retryAfter(7));
        var answer = server.chat(HELLO.formatted("cheap/standin-large", false));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("7");
    }

    @Test
    void aDeadPooledConnectionIsReplacedOnceAndCounted() {
        server.chat(HELLO.formatted("cheap/standin-large", false));
        cheap.next(Script.cutBeforeAnswer());
        var answer = server.chat(HELLO.formatted("cheap/standin-large", false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(cheap.await(3, Duration.ofSeconds(5))).hasSize(3);
        assertThat(entry().attempts()).extracting("outcome").containsExactlyInAnyOrder("stale-connection", "answered");
    }

    @Test
    void aStreamWithoutUsageIsEstimatedAndMarked() {
        cheap.next(Script.answer().noUsage());
        server.chat(HELLO.formatted("cheap/standin-large", true));
        assertThat(entry().usage().estimated()).isTrue();
        assertThat(entry().usage().output()).isPositive();
        assertThat(entry().cost()).isPresent();
    }
}
