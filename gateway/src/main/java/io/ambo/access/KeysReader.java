package io.ambo.access;

import java.time.Duration;

/**
 * Reads the keys again in the background, because another server on the same database may have created, limited or
 * revoked some. Every two seconds it checks one row for changes, so a change takes effect here a moment later however
 * many keys there are. Changes that were not counted, by an older Ambo or by hand, are found once a minute.
 */
public final class KeysReader {

    private static final Duration LOOK = Duration.ofSeconds(2);

    /** After this many checks all keys are read unconditionally. */
    private static final int LOOKS = 30;

    private final Keys keys;
    private int looks;

    private KeysReader(Keys keys) {
        this.keys = keys;
    }

    /** Starts reading. */
    public static PeriodicRefresh start(Keys keys) {
        var reader = new KeysReader(keys);
        return PeriodicRefresh.start("ambo-keys", reader::look, "the keys cannot be read again", _ -> LOOK);
    }

    private void look() {
        if (looks == 0) {
            keys.reload();
        } else {
            keys.reloadChanged();
        }
        looks = (looks + 1) % LOOKS;
    }
}
