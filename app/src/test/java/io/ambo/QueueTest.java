package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Outcome;
import io.ambo.provider.ConcurrencyLimiter;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers see of a destination that answers one at a time and lets one more wait. */
class QueueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HELLO = """
            {"model":"standin-large","messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path folder;

    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1);
    private StandIn standIn;
    private Parts parts;

    @BeforeEach
    void open() throws IOException {
        standIn = StandIn.start();
        parts = new Parts(standIn, folder.resolve("home"), Map.of("standin/standin-large", limiter), "refuse");
    }

    @AfterEach
    void close() {
        parts.close();
        standIn.close();
    }

    private RawCaller ask() throws IOException {
        return new RawCaller(parts.port()).send(RawCaller.post(HELLO));
    }

    private void awaitWaiting(int count) {
        Await.until(() -> limiter.waiting() == count);
    }

    @Test
    void whoWaitsIsToldItsPlaceAndWhoFindsNoPlaceWhenToComeBack() throws IOException {
        standIn.next(Script.stall());
        try (var inside = ask()) {
            standIn.await(1, PATIENCE);
            try (var waiting = ask()) {
                awaitWaiting(1);
                try (var turnedAway = ask()) {
                    var answer = turnedAway.answer();
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.headers()).containsEntry("retry-after", "5");
                    assertThat(answer.body()).contains("\"code\":\"busy\"").contains("queue is full: 1 wait");
                }
                inside.leave();
                var answer = waiting.answer();
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.headers()).containsEntry("x-ambo-queue-position", "1");
            }
        }
    }

    @Test
    void whoLeavesTheQueueFreesItsPlaceAtOnceAndCostsNothing() throws IOException {
        standIn.next(Script.stall());
        try (var inside = ask()) {
            standIn.await(1, PATIENCE);
            try (var impatient = ask()) {
                awaitWaiting(1);
                impatient.leave();
            }
            awaitWaiting(0);
            try (var next = ask()) {
                awaitWaiting(1);
                inside.leave();
                assertThat(next.answer().status()).isEqualTo(200);
            }
        }
        var left = parts.journal().onFile().stream()
                .filter(entry -> entry.outcome() == Outcome.ABANDONED
                        && entry.attempts().getFirst().sent() == 0)
                .toList();
        assertThat(left).hasSize(1);
        assertThat(left.getFirst().usage().input()).isZero();
        assertThat(standIn.requests()).hasSize(2);
    }
}
