package io.ambo.privacy;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** A check whether a scan is still wanted, made at least once per {@link #INTERVAL} characters. */
record Interruption(BooleanSupplier unwanted) {

    /** A multiple of the block size in which text is processed. */
    static final int INTERVAL = 64 * 1024;

    static final Interruption NEVER = new Interruption(() -> false);

    /**
     * Returns normally while the scan is wanted.
     *
     * @throws CancellationException otherwise
     */
    void check() {
        if (unwanted.getAsBoolean()) {
            throw new CancellationException();
        }
    }
}
