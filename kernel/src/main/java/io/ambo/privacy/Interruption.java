package io.ambo.privacy;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Whether a scan is still wanted, asked at least once for every {@link #INTERVAL} characters of it. */
record Interruption(BooleanSupplier unwanted) {

    /** A multiple of what is looked at in one go. */
    static final int INTERVAL = 64 * 1024;

    static final Interruption NEVER = new Interruption(() -> false);

    /**
     * Goes on while the scan is wanted.
     *
     * @throws CancellationException it is not
     */
    void check() {
        if (unwanted.getAsBoolean()) {
            throw new CancellationException();
        }
    }
}
