package io.ambo.provider;

import java.net.URI;
import java.nio.file.Path;

/** The other end of connections: what a pool is kept for. */
sealed interface Origin {

    /** The value of the Host header. */
    String host();

    /** Whether TLS comes before the first request. */
    boolean encrypted();

    /**
     * A host and port.
     *
     * @param tls whether the connection is encrypted and the host's name checked
     */
    record Internet(String name, int port, boolean tls) implements Origin {
        @Override
        public String host() {
            var standard = tls ? 443 : 80;
            return port == standard ? name : name + ":" + port;
        }

        @Override
        public boolean encrypted() {
            return tls;
        }
    }

    /** A Unix socket on this machine. */
    record Local(Path socket) implements Origin {
        @Override
        public String host() {
            return "localhost";
        }

        @Override
        public boolean encrypted() {
            return false;
        }
    }

    static Origin of(URI address) {
        var tls = address.getScheme().equals("https");
        var port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
        return new Internet(address.getHost(), port, tls);
    }
}
