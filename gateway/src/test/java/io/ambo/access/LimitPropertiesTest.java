package io.ambo.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Caller;
import io.ambo.core.DestinationKind;
import io.ambo.core.Usage;
import io.ambo.platform.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of limits: no minute exceeds the limit, and requests are never refused for long without cause. */
class LimitPropertiesTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final long MINUTE = 60_000;
    private static final String KEY = "key_one";

    private static AccessKey key(KeyLimits limits) {
        var caller =
                new Caller(KEY, "one", Set.of(), Set.of(DestinationKind.CLOSED), Set.of(), Set.of(), Optional.empty());
        return new AccessKey(caller, START, Optional.empty(), limits);
    }

    /** The largest number of these moments, in milliseconds, in any minute that ends with one of them. */
    private static int mostInAMinute(List<Long> moments) {
        var most = 0;
        var first = 0;
        for (var last = 0; last < moments.size(); last++) {
            while (moments.get(last) - moments.get(first) >= MINUTE) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noMinuteHoldsMoreThanTheLimitAndFewerOnlyForASecond(long seed) {
        var random = new Random(seed);
        var limit = 1 + random.nextInt(12);
        var clock = new SettableClock(START.plusMillis(random.nextInt(5000)));
        var limiter = new KeyLimiter(clock);
        limiter.holdNew(key(KeyLimits.NONE.requestsPerMinute(OptionalLong.of(limit))));
        var admitted = new ArrayList<Long>();
        for (var i = 0; i < 5_000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(30_000) : random.nextInt(40)));
            var now = clock.now().toEpochMilli();
            if (limiter.admit(KEY).refusal().isEmpty()) {
                admitted.add(now);
            } else {
                assertThat(admitted.stream().filter(at -> now - at < MINUTE + 1000))
                        .as("refused although there was room, seed %d", seed)
                        .hasSizeGreaterThanOrEqualTo(limit);
            }
        }
        assertThat(mostInAMinute(admitted)).isLessThanOrEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void retryAfterIsTheMomentFromWhichTheNextIsLetIn(long seed) {
        var random = new Random(seed);
        var clock = new SettableClock(START);
        var limiter = new KeyLimiter(clock);
        limiter.holdNew(
                key(KeyLimits.NONE.requestsPerMinute(OptionalLong.of(3)).tokensPerMinute(OptionalLong.of(500))));
        for (var i = 0; i < 2_000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(9_000)));
            var refusal = limiter.admit(KEY).refusal();
            if (refusal.isEmpty()) {
                limiter.used(KEY, Usage.estimate(random.nextInt(400), 1), Optional.empty(), clock.now());
                continue;
            }
            clock.advance(Duration.ofSeconds(refusal.get().retryAfterSeconds()));
            var next = limiter.admit(KEY).refusal();
            assertThat(next.map(it -> it.message().key()))
                    .as("the same limit refuses again, seed %d", seed)
                    .isNotEqualTo(Optional.of(refusal.get().message().key()));
        }
    }

    @Test
    void twoLanesAtOnceAreLetInNoMoreOftenThanOne() throws Exception {
        var random = new Random(1);
        var clock = new SettableClock(START);
        var limiter = new KeyLimiter(clock);
        limiter.holdNew(key(KeyLimits.NONE.requestsPerMinute(OptionalLong.of(50))));
        Callable<Integer> lane = () -> {
            var admitted = 0;
            for (var i = 0; i < 40; i++) {
                admitted += limiter.admit(KEY).refusal().isEmpty() ? 1 : 0;
            }
            return admitted;
        };
        var all = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var moment = 0; moment < 1_000; moment++) {
                clock.advance(Duration.ofMillis(random.nextInt(20_000)));
                for (var admitted : threads.invokeAll(List.of(lane, lane))) {
                    all.addAll(Collections.nCopies(admitted.get(), clock.now().toEpochMilli()));
                }
            }
        }
        assertThat(mostInAMinute(all)).isEqualTo(50);
    }

    @Test
    void whatManyThreadsUseIsAllCounted() throws Exception {
        var clock = new SettableClock(START);
        var limiter = new KeyLimiter(clock);
        limiter.holdNew(key(KeyLimits.NONE.tokensPerMinute(OptionalLong.of(KeyLimits.MOST))));
        Callable<Void> lane = () -> {
            for (var i = 0; i < 10_000; i++) {
                limiter.used(KEY, Usage.estimate(2, 1), Optional.empty(), clock.now());
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var done : threads.invokeAll(List.of(lane, lane))) {
                done.get();
            }
        }
        assertThat(limiter.use(KEY).orElseThrow().tokens()).isEqualTo(60_000);
    }
}
