package io.ambo.provider;

import java.time.Duration;

/** A call under way; used on the loop that owns it. */
public interface Call {

    /** Gives it up in whatever phase it is; its listener hears nothing more. */
    void cancel();

    /** Stops or goes on reading the answer, so that a slow caller slows the upstream. */
    void reading(boolean on);

    /** Bytes of the answer's body so far. */
    long received();

    /** Whether any of the request may have left. */
    boolean sent();

    /**
     * How many requests were before it when it had to wait for the engine; 0 when it did not wait. One that was turned away is told the
     * place that it would have had.
     */
    default int queuePosition() {
        return 0;
    }

    /** How long it was likely to wait for the engine; zero if it did not wait or the wait is unknown. */
    default Duration queueEstimate() {
        return Duration.ZERO;
    }
}
