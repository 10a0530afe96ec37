package io.ambo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Runs follow one another until the task is closed. */
class PeriodicTaskTest {

    @Test
    void aTurnForWhichThereWasNoMemoryIsNotTheLast() throws InterruptedException {
        goesOnAfter(() -> {
            throw new OutOfMemoryError("made up");
        });
    }

    @Test
    void aTurnThatMetABugIsNotTheLast() throws InterruptedException {
        goesOnAfter(() -> {
            throw new IllegalStateException("made up");
        });
    }

    private static void goesOnAfter(Runnable mishap) throws InterruptedException {
        var turns = new AtomicInteger();
        var second = new CountDownLatch(1);
        try (var repeating = PeriodicTask.start("made-up", () -> {
            if (turns.incrementAndGet() == 1) {
                mishap.run();
            }
            second.countDown();
            return Duration.ofDays(1);
        })) {
            assertThat(repeating).isNotNull();
            assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(turns).hasValue(2);
    }
}
