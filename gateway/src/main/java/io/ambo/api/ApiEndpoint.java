package io.ambo.api;

/**
 * A path of the API, declared by the class that handles it.
 *
 * @param method the HTTP method in capitals
 * @param path exact, or a prefix if it ends with a slash and an asterisk
 */
public record ApiEndpoint(String method, String path, Access access, ApiHandler handler) {

    /** Who may use an endpoint. */
    public enum Access {
        /** Every client that reaches the port, for liveness and readiness. */
        OPEN,
        /**
         * Programs on this machine if the server listens on the loopback interface only; otherwise as {@link #READER}.
         */
        LOCAL_OR_READER,
        /** Every caller of models: with a key, or any local program before the first key is created. */
        CALLER,
        /** The running server's own token, or a key with the right to read. */
        READER,
        /** The running server's own token, or a key with the right to administer. */
        ADMINISTRATOR;

        /** Returns whether an admitted client has shown a key or is known to need none. */
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

    /** The part of the path that the asterisk stands for. */
    public String rest(String asked) {
        return isPrefix() ? asked.substring(path.length() - 1) : "";
    }
}
