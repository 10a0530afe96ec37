package io.ambo.access;

import io.ambo.platform.Repeating;
import java.time.Duration;

/**
 * Reads the keys again and again by the side: another server on the same database may have created, limited or revoked
 * some. As long as the database fails, what was read last holds.
 */
public final class KeysReader implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KeysReader.class.getName());
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);

    /** So many times as long as a reading took is the pause after it: with ten thousand keys it takes a while. */
    private static final int PAUSE_TO_READING = 100;

    private final Keys keys;
    private final Repeating repeating;
    private boolean failing;

    private KeysReader(Keys keys) {
        this.keys = keys;
        this.repeating = Repeating.start("ambo-keys", this::read);
    }

    /** Begins. */
    public static KeysReader start(Keys keys) {
        return new KeysReader(keys);
    }

    private Duration read() {
        var from = System.nanoTime();
        try {
            keys.reload();
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "the keys cannot be read again: " + failure.getMessage());
            }
            failing = true;
        }
        var pause = Duration.ofNanos(PAUSE_TO_READING * (System.nanoTime() - from));
        return pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE;
    }

    /** Waits for the reading under way. */
    @Override
    public void close() {
        repeating.close();
    }
}
