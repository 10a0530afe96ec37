package io.ambo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AsyncTest {

    @Test
    void itGoesOnBesideAndIsWaitedFor() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var done = new AtomicBoolean();
        try (var beside = Async.begin(() -> {
            begun.countDown();
            awaited(goOn);
            done.set(true);
        })) {
            begun.await();
            assertThat(done).isFalse();
            goOn.countDown();
            beside.await();
            assertThat(done).isTrue();
        }
    }

    @Test
    void whatItThrewIsThrownWhereItIsWaitedForAndNotWhereItIsClosed() {
        var failure = new IllegalStateException("no");
        var beside = Async.begin(() -> {
            throw failure;
        });
        assertThatThrownBy(beside::await).isSameAs(failure);
        beside.close();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
