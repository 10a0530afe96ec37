package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.platform.Network;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrencyLimiterTest {

    private final EventLoopGroup group = Network.NIO.loops(3, "gate");
    private final ConcurrentLinkedQueue<String> entered = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private ConcurrencyLimiter.Pass ask(ConcurrencyLimiter limiter, String name) {
        return Objects.requireNonNull(limiter.ask(group.next(), () -> entered.add(name), () -> {}));
    }

    /** Who has come in once every loop has done what it was told. */
    private Iterable<String> entered() {
        group.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly());
        return entered;
    }

    @Test
    void soManyGoStraightInAndTheOthersWaitInTheirOrder() {
        var limiter = new ConcurrencyLimiter(2, 8);
        var first = ask(limiter, "first");
        var second = ask(limiter, "second");
        var third = ask(limiter, "third");
        var fourth = ask(limiter, "fourth");
        assertThat(first.position()).isZero();
        assertThat(second.position()).isZero();
        assertThat(third.position()).isEqualTo(1);
        assertThat(fourth.position()).isEqualTo(2);
        assertThat(limiter.waiting()).isEqualTo(2);
        assertThat(entered()).containsExactlyInAnyOrder("first", "second");
        limiter.leave(second);
        assertThat(entered()).containsExactlyInAnyOrder("first", "second", "third");
        limiter.leave(first);
        assertThat(entered()).hasSize(4).contains("fourth");
        assertThat(limiter.waiting()).isZero();
    }

    @Test
    void aFullQueueTurnsAwayAndAPlaceThatIsLeftIsFreeAtOnce() {
        var limiter = new ConcurrencyLimiter(1, 1);
        ask(limiter, "inside");
        var waiting = ask(limiter, "waiting");
        assertThat(limiter.ask(group.next(), () -> {}, () -> {})).isNull();
        limiter.leave(waiting);
        assertThat(ask(limiter, "later").position()).isEqualTo(1);
    }

    @Test
    void whoeverLeavesTheQueueIsNeverLetIn() {
        var limiter = new ConcurrencyLimiter(1, 4);
        var inside = ask(limiter, "inside");
        var impatient = ask(limiter, "impatient");
        ask(limiter, "patient");
        limiter.leave(impatient);
        limiter.leave(inside);
        assertThat(entered()).containsExactlyInAnyOrder("inside", "patient");
    }

    @Test
    void leavingTwiceFreesOnePlaceOnly() {
        var limiter = new ConcurrencyLimiter(1, 4);
        var inside = ask(limiter, "inside");
        ask(limiter, "second");
        ask(limiter, "third");
        limiter.leave(inside);
        limiter.leave(inside);
        assertThat(entered()).containsExactlyInAnyOrder("inside", "second");
        assertThat(limiter.waiting()).isEqualTo(1);
    }

    @Test
    void withoutAQueueOnlyTheSlotsCount() {
        var limiter = new ConcurrencyLimiter(1, 0);
        var inside = ask(limiter, "inside");
        assertThat(limiter.ask(group.next(), () -> {}, () -> {})).isNull();
        limiter.leave(inside);
        assertThat(ask(limiter, "next").position()).isZero();
    }

    /** Visitors who come, and leave once they were let in; the impatient leave before they know whether they were. */
    private static final class Occupancy {

        private final ConcurrencyLimiter limiter;
        private final int slots;
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final Phaser open = new Phaser(1);

        Occupancy(ConcurrencyLimiter limiter, int slots) {
            this.limiter = limiter;
            this.slots = slots;
        }

        void visit(EventLoop loop, boolean impatient) {
            loop.execute(() -> {
                var pass = new AtomicReference<ConcurrencyLimiter.@Nullable Pass>();
                open.register();
                pass.set(limiter.ask(
                        loop, () -> entered(loop, Objects.requireNonNull(pass.get()), impatient), () -> {}));
                if (pass.get() == null) {
                    open.arriveAndDeregister();
                } else if (impatient) {
                    limiter.leave(pass.get());
                    open.arriveAndDeregister();
                }
            });
        }

        private void entered(EventLoop loop, ConcurrencyLimiter.Pass pass, boolean impatient) {
            if (impatient) {
                return;
            }
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            assertThat(inside.get()).isLessThanOrEqualTo(slots);
            loop.execute(() -> {
                inside.decrementAndGet();
                limiter.leave(pass);
                open.arriveAndDeregister();
            });
        }

        int most() {
            return most.get();
        }

        /** Waits until everybody who was not turned away has been inside or has left. */
        void settle() throws InterruptedException, TimeoutException {
            open.awaitAdvanceInterruptibly(open.arrive(), 30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverMoreInsideThanSlotsAndNobodyWaitsForEver(long seed) throws InterruptedException, TimeoutException {
        var random = new Random(seed);
        var slots = 1 + random.nextInt(4);
        var limiter = new ConcurrencyLimiter(slots, random.nextInt(12));
        var model = new Occupancy(limiter, slots);
        var loops = List.of(group.next(), group.next(), group.next());
        for (var n = 0; n < 2_000; n++) {
            model.visit(loops.get(random.nextInt(3)), random.nextInt(4) == 0);
        }
        group.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly());
        model.settle();
        assertThat(model.most()).isLessThanOrEqualTo(slots);
        assertThat(limiter.waiting()).isZero();
    }
}
