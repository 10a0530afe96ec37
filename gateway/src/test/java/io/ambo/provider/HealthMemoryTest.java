package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Health;
import io.ambo.platform.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HealthMemoryTest {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final String ACME = "acme/large";

    private final SettableClock clock = new SettableClock(START);
    private final HealthMemory memory = new HealthMemory(clock);

    private Health.Rest acme() {
        return Objects.requireNonNull(memory.now().resting().get(ACME));
    }

    private Duration rest() {
        return Duration.between(clock.now(), acme().until());
    }

    @Test
    void whatNeverFailedDoesNotRest() {
        assertThat(memory.now().resting()).isEmpty();
        memory.answered(ACME);
        assertThat(memory.now().epoch()).isZero();
    }

    @Test
    void theRestDoublesWithEachFailureUpToFiveMinutes() {
        var rests = new ArrayList<Long>();
        for (var failure = 0; failure < 9; failure++) {
            memory.failed(ACME, "status-500", 0);
            rests.add(rest().toSeconds());
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(rests).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
        assertThat(acme().failures()).isEqualTo(9);
        assertThat(acme().code()).isEqualTo("status-500");
    }

    @Test
    void aClockThatIsSetBackMakesNobodyRestForLong() {
        memory.failed(ACME, "status-500", 0);
        assertThat(acme().holdsAt(START)).isTrue();
        assertThat(acme().holdsAt(START.plusSeconds(5))).isFalse();
        assertThat(acme().holdsAt(START.minus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void itRestsForAsLongAsItAskedButNotBeyondFiveMinutes() {
        memory.failed(ACME, "status-429", 7);
        assertThat(rest()).isEqualTo(Duration.ofSeconds(7));
        memory.failed(ACME, "status-429", 86_400);
        assertThat(rest()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anAnswerForgetsThePastOfThatDestinationAlone() {
        memory.failed(ACME, "cut-short", 0);
        memory.failed("other/small", "cut-short", 0);
        memory.answered(ACME);
        assertThat(memory.now().resting()).containsOnlyKeys("other/small");
        memory.failed(ACME, "cut-short", 0);
        assertThat(acme().failures()).isEqualTo(1);
    }

    @Test
    void everyChangeHasAnEpochOfItsOwn() throws InterruptedException {
        var lanes = 4;
        var ready = new CountDownLatch(lanes);
        var threads = new ArrayList<Thread>();
        for (var lane = 0; lane < lanes; lane++) {
            var name = "lane/" + lane;
            threads.add(Thread.ofPlatform().start(() -> {
                ready.countDown();
                for (var i = 0; i < 500; i++) {
                    memory.failed(name, "status-500", 0);
                }
            }));
        }
        assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(memory.now().epoch()).isEqualTo(500L * lanes);
        assertThat(List.copyOf(memory.now().resting().values()))
                .hasSize(lanes)
                .allSatisfy(rest -> assertThat(rest.failures()).isEqualTo(500));
    }
}
