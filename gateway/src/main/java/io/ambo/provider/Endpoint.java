package io.ambo.provider;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The address at which a provider is currently reached.
 *
 * @param pathPrefix the part before the format's path, for example {@code /v1}
 * @param key the provider's key, empty when it wants none
 */
public final class Endpoint {

    private final Origin origin;
    private final String pathPrefix;
    private final Optional<String> key;
    private final Optional<KeyRedactor> redactor;

    private Endpoint(Origin origin, String pathPrefix, Optional<String> key) {
        this.origin = origin;
        this.pathPrefix = pathPrefix;
        this.key = key;
        this.redactor = key.filter(it -> !it.isEmpty()).map(KeyRedactor::new);
    }

    public static Endpoint of(URI baseUrl, Optional<String> key) {
        var path = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
        return new Endpoint(Origin.of(baseUrl), path.endsWith("/") ? path.substring(0, path.length() - 1) : path, key);
    }

    /** A Unix socket behind which an engine serves under {@code /v1}. */
    public static Endpoint of(Path socket, String key) {
        return new Endpoint(new Origin.Local(socket), "/v1", Optional.of(key));
    }

    Origin origin() {
        return origin;
    }

    String pathPrefix() {
        return pathPrefix;
    }

    Optional<String> key() {
        return key;
    }

    /** What is said there about a failure, with a mark in place of every part of the key that it repeats. */
    public String hideKey(String words, String mark) {
        return redactor.map(it -> it.inWords(words, mark)).orElse(words);
    }

    /** Writes over the key where an answer from there repeats it. */
    void hideKey(byte[] answer, int from, int to) {
        redactor.ifPresent(it -> it.inAnswer(answer, from, to));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Endpoint[" + origin + pathPrefix + "]";
    }
}
