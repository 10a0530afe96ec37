package io.ambo.engine.weights;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** What a person shows to a hub; it goes to that hub's own origin, over an encrypted line, and nowhere else. */
public final class HubToken {
    private final String secret;

    public HubToken(String secret) {
        if (!secret.matches("[\\x21-\\x7e]{1,1000}")) {
            throw new IllegalArgumentException("A hub's token has printable characters only");
        }
        this.secret = secret;
    }

    /** The header's value for a question to that address, if the token may go there. */
    Optional<String> authorisation(URI hub, URI target) {
        return sameOrigin(hub, target) && SecureTransport.orHere(target)
                ? Optional.of("Bearer " + secret)
                : Optional.empty();
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().toLowerCase(Locale.ROOT).equals(other.getHost().toLowerCase(Locale.ROOT))
                && port(one) == port(other);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    @Override
    public String toString() {
        return "HubToken[hidden]";
    }
}
