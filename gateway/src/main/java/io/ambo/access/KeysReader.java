package io.ambo.access;

import io.ambo.platform.Repeating;
import java.time.Duration;

/**
 * Reads the keys again and again by the side: another server on the same database may have created, limited or revoked
 * some. As long as the database fails, what was read last holds.
 */
public final class KeysReader implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KeysReader.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(5);

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
        try {
            keys.reload();
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "the keys cannot be read again: " + failure.getMessage());
            }
            failing = true;
        }
        return PAUSE;
    }

    /** Waits for the reading under way. */
    @Override
    public void close() {
        repeating.close();
    }
}
