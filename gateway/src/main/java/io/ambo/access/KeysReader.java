package io.ambo.access;

import java.time.Duration;

/** Reads the keys again by the side: another server on the same database may have created, limited or revoked some. */
public final class KeysReader {

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);

    /** So many times as long as a reading took is the pause after it: with ten thousand keys it takes a while. */
    private static final int PAUSE_TO_READING = 100;

    private KeysReader() {}

    /** Begins. */
    public static Rereading start(Keys keys) {
        return Rereading.start("ambo-keys", keys::reload, "the keys cannot be read again", KeysReader::pause);
    }

    private static Duration pause(Duration took) {
        var pause = took.multipliedBy(PAUSE_TO_READING);
        return pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE;
    }
}
