package io.ambo.core;

import java.time.Duration;

/** Runs a task later, on the event loop that owns the timer. */
public interface Timer {

    /** A scheduled task. Cancelling it after it has run has no effect. */
    interface Scheduled {
        void cancel();
    }

    Scheduled after(Duration delay, Runnable task);
}
