package io.ambo.bench;

/** Sleeping, which a measurement may do. */
final class Pause {

    private Pause() {}

    static void millis(long length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
