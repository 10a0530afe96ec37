package io.ambo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeatingTest {

    @Test
    void aTurnThatRunsOutOfMemoryIsNotTheLast() throws InterruptedException {
        var turns = new CountDownLatch(3);
        try (var repeating = Repeating.start("test", () -> {
            turns.countDown();
            if (turns.getCount() == 2) {
                throw new OutOfMemoryError("made up");
            }
            return Duration.ofMillis(1);
        })) {
            assertThat(repeating).isNotNull();
            assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
