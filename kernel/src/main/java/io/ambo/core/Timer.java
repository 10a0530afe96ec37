package io.ambo.core;

import java.time.Duration;

/** Something that runs a task later, on the loop that owns it. */
public interface Timer {

    /** A task that can still be called off; calling it off after it ran does nothing. */
    interface Scheduled {
        void cancel();
    }

    Scheduled after(Duration delay, Runnable task);
}
