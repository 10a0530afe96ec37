package io.ambo.server;

import io.ambo.api.ApiHandler;
import io.netty.handler.codec.http.HttpMethod;

/**
 * A path and what answers it.
 *
 * @param path exact, or a beginning when it ends with a slash and a star
 */
record Route(HttpMethod method, String path, Access access, ApiHandler handler) {

    /** Who may use a route. */
    enum Access {
        /** Everybody who reaches the port: whether we live, and figures without content. */
        OPEN,
        /** Whoever may ask models: a key, or anybody on loopback while no key was ever created. */
        CALLER,
        /** The running server's own token, or a key with the right to read. */
        READER,
        /** The running server's own token, or a key with the right to administer. */
        ADMINISTRATOR
    }

    private boolean isPrefix() {
        return path.endsWith("/*");
    }

    boolean matches(String asked) {
        return isPrefix() ? asked.startsWith(path.substring(0, path.length() - 1)) : asked.equals(path);
    }

    /** What stands in place of the star. */
    String rest(String asked) {
        return isPrefix() ? asked.substring(path.length() - 1) : "";
    }
}
