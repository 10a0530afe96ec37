package io.ambo;

import io.ambo.core.Clock;
import io.ambo.core.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clock, which a test can put forward; what was to happen in the time that is skipped happens at once. */
final class SkippingClock implements Clock {

    private final AtomicLong skipped = new AtomicLong();
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    private record Waiting(long due, AtomicBoolean done, Runnable task, ScheduledExecutorService loop) {

        void run() {
            loop.execute(() -> {
                if (done.compareAndSet(false, true)) {
                    task.run();
                }
            });
        }
    }

    void skip(Duration time) {
        skipped.addAndGet(time.toNanos());
        waiting.removeIf(it -> it.done().get());
        waiting.stream().filter(it -> it.due() - nanoTime() <= 0).forEach(Waiting::run);
    }

    /** This clock with timers that follow it. */
    Time time() {
        return new Time(this, this::timer);
    }

    private Timer timer(ScheduledExecutorService loop) {
        return (delay, task) -> {
            var later = new Waiting(nanoTime() + delay.toNanos(), new AtomicBoolean(), task, loop);
            waiting.add(later);
            var scheduled = loop.schedule(later::run, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> {
                later.done().set(true);
                scheduled.cancel(false);
            };
        };
    }

    @Override
    public Instant now() {
        return Instant.now().plusNanos(skipped.get());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + skipped.get();
    }
}
