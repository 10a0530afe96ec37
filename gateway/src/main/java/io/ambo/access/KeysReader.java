package io.ambo.access;

import java.time.Duration;

/**
 * Reads the keys again by the side: another server on the same database may have created, limited or revoked some. A
 * change is looked for every two seconds by reading one row, so that it is known here a moment later however many keys
 * there are; what was changed without being counted, by an older Ambo or by hand, is found once a minute.
 */
public final class KeysReader {

    private static final Duration LOOK = Duration.ofSeconds(2);

    /** So many looks for a change, and then all keys are read whatever that says. */
    private static final int LOOKS = 30;

    private final Keys keys;
    private int looks;

    private KeysReader(Keys keys) {
        this.keys = keys;
    }

    /** Begins. */
    public static Rereading start(Keys keys) {
        var reader = new KeysReader(keys);
        return Rereading.start("ambo-keys", reader::look, "the keys cannot be read again", _ -> LOOK);
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
