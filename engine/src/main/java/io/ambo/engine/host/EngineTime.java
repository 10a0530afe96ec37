package io.ambo.engine.host;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clock and the only way to wait. */
public interface EngineTime {

    Instant now();

    /** Waits until the event is there, in whatever way it ended, or the time is over; true if the event is there. */
    boolean await(CompletableFuture<?> event, Duration limit) throws InterruptedException;

    /** The machine's own. */
    static EngineTime system() {
        return new EngineTime() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public boolean await(CompletableFuture<?> event, Duration limit) throws InterruptedException {
                return awaitEvent(event, limit);
            }
        };
    }

    private static boolean awaitEvent(CompletableFuture<?> event, Duration limit) throws InterruptedException {
        try {
            event.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }
}
