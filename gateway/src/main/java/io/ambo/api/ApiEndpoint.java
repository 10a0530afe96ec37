package io.ambo.api;

/**
 * One path of the API, declared by the class that answers it.
 *
 * @param method the HTTP method in capitals
 * @param path exact, or a beginning when it ends with a slash and a star
 */
public record ApiEndpoint(String method, String path, Access access, ApiHandler handler) {

    /** Who may use an endpoint. */
    public enum Access {
        /** Everybody who reaches the port: whether the process lives and is ready. */
        OPEN,
        /** Programs on this machine while the server listens on loopback only; beyond it as {@link #READER}. */
        LOCAL_OR_READER,
        /** Whoever may ask models: a key, or any local program while no key was ever created. */
        CALLER,
        /** The running server's own token, or a key with the right to read. */
        READER,
        /** The running server's own token, or a key with the right to administer. */
        ADMINISTRATOR;

        /** Whether who was admitted showed a key, or that none is needed. */
        public boolean provesCaller() {
            return this != OPEN && this != LOCAL_OR_READER;
        }
    }

    public static ApiEndpoint get(String path, Access access, ApiHandler handler) {
        return new ApiEndpoint("GET", path, access, handler);
    }

    public static ApiEndpoint post(String path, Access access, ApiHandler handler) {
        return new ApiEndpoint("POST", path, access, handler);
    }

    public static ApiEndpoint delete(String path, Access access, ApiHandler handler) {
        return new ApiEndpoint("DELETE", path, access, handler);
    }

    private boolean isPrefix() {
        return path.endsWith("/*");
    }

    public boolean matches(String asked) {
        return isPrefix() ? asked.startsWith(path.substring(0, path.length() - 1)) : asked.equals(path);
    }

    /** What stands in place of the star. */
    public String rest(String asked) {
        return isPrefix() ? asked.substring(path.length() - 1) : "";
    }
}
