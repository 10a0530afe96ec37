package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Health;
import io.ambo.platform.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final String ACME = "acme/large";

    private final SettableClock clock = new SettableClock(START);
    private double chance = 0.5;
    private final CircuitBreaker breaker = new CircuitBreaker(clock, () -> chance);

    private Health.Rest acme() {
        return Objects.requireNonNull(breaker.now().resting().get(ACME));
    }

    private Duration rest() {
        return Duration.between(clock.now(), acme().until());
    }

    private long begin() {
        breaker.begins(ACME);
        return clock.nanoTime();
    }

    private void fails(int times) {
        for (var i = 0; i < times; i++) {
            breaker.failed(ACME, "status-500", 0, begin());
        }
    }

    private void seconds(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void whatNeverFailedDoesNotRest() {
        assertThat(breaker.rests(ACME)).isFalse();
        breaker.answered(ACME, begin());
        assertThat(breaker.now().epoch()).isZero();
    }

    /** Steps: f a failure, a an answer, a number so many seconds that pass. */
    @ParameterizedTest
    @CsvSource({
        "f,false",
        "f f,false",
        "f f f,true",
        "f 20 f 20 f,true",
        "f f 61 f,false",
        "f f 61 f f f,true",
        "f a f f,true",
        "f a a a f f,true",
        "f a a a a f f,false",
        "f a a a a f f f f,true",
        "a a a a a f f f,true",
        "f f a 61 a f f,false"
    })
    void severalFailuresInAWindowMakeItRestUnlessMoreWasAnswered(String steps, boolean rests) {
        for (var step : steps.split(" ")) {
            switch (step) {
                case "f" -> fails(1);
                case "a" -> breaker.answered(ACME, begin());
                default -> seconds(Long.parseLong(step));
            }
        }
        assertThat(breaker.rests(ACME)).isEqualTo(rests);
    }

    /** However they failed: streams cut, connections refused, calls timed out, some of them long after the rest began. */
    @ParameterizedTest
    @ValueSource(strings = {"cut-short", "connect-failed", "connect-timeout", "first-byte-timeout"})
    void aRestartThatFailsManyCallsAtOnceCostsSeconds(String code) {
        var began = begin();
        seconds(3);
        for (var call = 0; call < 10; call++) {
            breaker.failed(ACME, code, 0, began);
        }
        assertThat(rest()).isEqualTo(Duration.ofSeconds(5));
        seconds(4);
        for (var call = 0; call < 10; call++) {
            breaker.failed(ACME, code, 0, began);
        }
        assertThat(rest()).isEqualTo(Duration.ofSeconds(1));
        seconds(2);
        var probe = begin();
        breaker.failed(ACME, code, 0, began);
        breaker.answered(ACME, probe);
        assertThat(breaker.rests(ACME)).isFalse();
        breaker.failed(ACME, code, 0, began);
        assertThat(breaker.rests(ACME)).isFalse();
    }

    @Test
    void callsThatBeginWhileItRestsDoNotMakeItRestLonger() {
        fails(3);
        seconds(1);
        fails(20);
        assertThat(rest()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void afterARestOneCallProbesItAndTheOthersGoElsewhere() {
        fails(3);
        seconds(5);
        assertThat(breaker.rests(ACME)).isFalse();
        var probe = begin();
        assertThat(breaker.rests(ACME)).isTrue();
        seconds(1);
        begin();
        assertThat(rest()).isEqualTo(Duration.ofSeconds(29));
        breaker.speaks(ACME, probe);
        assertThat(breaker.now().resting()).isEmpty();
    }

    @Test
    void aProbeThatNeverComesBackMakesRoomForAnother() {
        fails(3);
        seconds(5);
        begin();
        seconds(30);
        assertThat(breaker.rests(ACME)).isFalse();
        begin();
        assertThat(breaker.rests(ACME)).isTrue();
    }

    @Test
    void eachFailedProbeDoublesTheRestUpToFiveMinutes() {
        var rests = new ArrayList<Long>();
        fails(3);
        for (var probe = 0; probe < 9; probe++) {
            rests.add(rest().toSeconds());
            clock.advance(rest());
            fails(1);
        }
        assertThat(rests).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
        assertThat(acme().failures()).isEqualTo(12);
        assertThat(acme().code()).isEqualTo("status-500");
    }

    @Test
    void anAnswerToACallFromBeforeTheRestDoesNotEndIt() {
        var early = begin();
        seconds(1);
        fails(3);
        breaker.speaks(ACME, early);
        breaker.answered(ACME, early);
        assertThat(breaker.rests(ACME)).isTrue();
        seconds(1);
        var inSpiteOfIt = begin();
        breaker.speaks(ACME, inSpiteOfIt);
        assertThat(breaker.rests(ACME)).isTrue();
        breaker.answered(ACME, inSpiteOfIt);
        assertThat(breaker.rests(ACME)).isFalse();
    }

    @Test
    void restsVaryByAFifth() {
        chance = 0;
        fails(3);
        assertThat(rest()).isEqualTo(Duration.ofSeconds(4));
        clock.advance(rest());
        chance = 0.999;
        fails(1);
        assertThat(rest()).isBetween(Duration.ofMillis(11_900), Duration.ofMillis(12_000));
    }

    @Test
    void aClockThatIsSetBackMakesNobodyRestForLong() {
        fails(3);
        assertThat(acme().holdsAt(START)).isTrue();
        assertThat(acme().holdsAt(START.plusSeconds(5))).isFalse();
        assertThat(acme().holdsAt(START.minus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void itRestsAtOnceForAsLongAsItAsksButNotBeyondFiveMinutes() {
        chance = 0;
        breaker.failed(ACME, "status-429", 7, begin());
        assertThat(rest()).isEqualTo(Duration.ofSeconds(7));
        breaker.failed(ACME, "status-429", 3, begin());
        assertThat(rest()).isEqualTo(Duration.ofSeconds(7));
        chance = 0.9;
        breaker.failed(ACME, "status-429", 100, begin());
        assertThat(rest()).isEqualTo(Duration.ofSeconds(136));
        breaker.failed(ACME, "status-429", 86_400, begin());
        assertThat(rest()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anAnswerForgetsThePastOfThatDestinationAlone() {
        fails(3);
        for (var i = 0; i < 3; i++) {
            breaker.failed("other/small", "cut-short", 0, clock.nanoTime());
        }
        breaker.answered(ACME, begin());
        assertThat(breaker.now().resting()).containsOnlyKeys("other/small");
        fails(3);
        assertThat(acme().failures()).isEqualTo(3);
        assertThat(rest()).isEqualTo(Duration.ofSeconds(5));
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
                    breaker.failed(name, "status-429", 5, clock.nanoTime());
                    breaker.answered(name, clock.nanoTime());
                }
            }));
        }
        assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(breaker.now().epoch()).isEqualTo(2 * 500L * lanes);
        assertThat(breaker.now().resting()).isEmpty();
    }
}
