package io.ambo;

import io.ambo.core.Timer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The timer of one event loop. */
record LoopTimer(ScheduledExecutorService loop) implements Timer {

    @Override
    public Scheduled after(Duration delay, Runnable task) {
        var scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}
