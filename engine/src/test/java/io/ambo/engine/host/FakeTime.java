package io.ambo.engine.host;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A clock that jumps: a wait ends after a moment of real time and moves the clock by all of it. */
public final class FakeTime implements EngineTime {
    private Instant now = Instant.parse("2026-11-23T00:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public boolean await(CompletableFuture<?> event, Duration limit) throws InterruptedException {
        try {
            event.get(10, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            pass(limit);
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    synchronized void pass(Duration time) {
        now = now.plus(time.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : time);
    }
}
