package io.ambo.engine.weights;

import java.net.URI;
import java.util.Set;

/** Which addresses are safe to send a token to: HTTPS, or plain HTTP to this machine. */
final class SecureTransport {
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

    private SecureTransport() {}

    /** Whether a host's name stands for this machine. */
    static boolean isHere(String host) {
        return HERE.contains(host);
    }

    /** HTTPS, or HTTP within this machine. */
    static boolean orHere(URI address) {
        String scheme = String.valueOf(address.getScheme());
        return address.getHost() != null
                && (scheme.equalsIgnoreCase("https")
                        || scheme.equalsIgnoreCase("http") && HERE.contains(address.getHost()));
    }
}
