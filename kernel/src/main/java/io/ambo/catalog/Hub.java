package io.ambo.catalog;

import java.net.URI;

/**
 * A site that publishes open models.
 *
 * @param address its base address; users may name a mirror instead
 * @param path the path of a file below that address; {@code {repository}} and {@code {file}} are filled in
 */
public record Hub(String id, URI address, String path, Source source) {

    /** The default hub. */
    public static final String USUAL = "hugging-face";

    /** The file's path below the address. */
    public String pathOf(String repository, String file) {
        return path.replace("{repository}", repository).replace("{file}", file);
    }

    /** A copy with another address. */
    public Hub at(URI other) {
        return new Hub(id, other, path, source);
    }
}
