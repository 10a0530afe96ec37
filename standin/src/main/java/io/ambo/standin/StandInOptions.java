package io.ambo.standin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options of a stand-in: start from {@link #defaults} and change what differs.
 *
 * @param host the loopback address it listens on
 * @param port 0 lets the system choose
 * @param chunk characters per piece of streamed text or tool arguments, at least 1
 * @param pace the wait between the events of a stream; zero for none
 * @param record whether requests are recorded
 * @param folder where each request is written as NUMBER.head and NUMBER.body, keys included
 * @param key the only key accepted; empty accepts any
 * @param models the models it lists
 * @param cachedTokens tokens of each prompt reported as cached, at most the prompt's
 */
public record StandInOptions(
        String host,
        int port,
        int chunk,
        Duration pace,
        boolean record,
        Optional<Path> folder,
        Optional<String> key,
        List<String> models,
        int cachedTokens) {

    private static final StandInOptions DEFAULTS = new StandInOptions(
            "127.0.0.1",
            0,
            4,
            Duration.ZERO,
            true,
            Optional.empty(),
            Optional.empty(),
            List.of("standin-large", "standin-small", "standin-claude", "standin-embedding"),
            0);

    public StandInOptions {
        models = List.copyOf(models);
        require(port >= 0 && port <= 65_535, "port " + port + " is not within 0 to 65535");
        require(chunk >= 1, "chunk " + chunk + " is less than 1 character");
        require(!pace.isNegative(), "pace " + pace + " is negative");
        require(cachedTokens >= 0, "cachedTokens " + cachedTokens + " is negative");
    }

    /** A port that the system chooses, four characters a piece, no pace, recording in memory, any key, four models. */
    public static StandInOptions defaults() {
        return DEFAULTS;
    }

    /** These options at another loopback address. */
    public StandInOptions withHost(String other) {
        return new StandInOptions(other, port, chunk, pace, record, folder, key, models, cachedTokens);
    }

    /** These options at another port. */
    public StandInOptions withPort(int other) {
        return new StandInOptions(host, other, chunk, pace, record, folder, key, models, cachedTokens);
    }

    /** These options with pieces of that many characters. */
    public StandInOptions withChunk(int characters) {
        return new StandInOptions(host, port, characters, pace, record, folder, key, models, cachedTokens);
    }

    /** These options with this wait between events. */
    public StandInOptions withPace(Duration other) {
        return new StandInOptions(host, port, chunk, other, record, folder, key, models, cachedTokens);
    }

    /** These options, recording requests or not. */
    public StandInOptions withRecord(boolean other) {
        return new StandInOptions(host, port, chunk, pace, other, folder, key, models, cachedTokens);
    }

    /** These options, writing requests into this folder too. */
    public StandInOptions withFolder(Path other) {
        return new StandInOptions(host, port, chunk, pace, record, Optional.of(other), key, models, cachedTokens);
    }

    /** These options, accepting only this key. */
    public StandInOptions withKey(String other) {
        return new StandInOptions(host, port, chunk, pace, record, folder, Optional.of(other), models, cachedTokens);
    }

    /** These options with these models. */
    public StandInOptions withModels(String... names) {
        return new StandInOptions(host, port, chunk, pace, record, folder, key, List.of(names), cachedTokens);
    }

    /** These options with that many tokens reported as cached. */
    public StandInOptions withCachedTokens(int tokens) {
        return new StandInOptions(host, port, chunk, pace, record, folder, key, models, tokens);
    }

    /** All but the key. */
    @Override
    public String toString() {
        return "StandInOptions[" + host + ":" + port + ", chunk " + chunk + ", pace " + pace + ", models " + models
                + "]";
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
