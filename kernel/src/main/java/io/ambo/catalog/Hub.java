package io.ambo.catalog;

import java.net.URI;

/**
 * A place where open models are published.
 *
 * @param address where it is; a person may name a mirror instead
 * @param path where a file is below that address; {@code {repository}} and {@code {file}} are filled in
 */
public record Hub(String id, URI address, String path, Source source) {

    /** The one that is asked unless a person names another. */
    public static final String USUAL = "hugging-face";

    /** The file's place below the address. */
    public String pathOf(String repository, String file) {
        return path.replace("{repository}", repository).replace("{file}", file);
    }

    /** The same kind of hub at another address. */
    public Hub at(URI other) {
        return new Hub(id, other, path, source);
    }
}
