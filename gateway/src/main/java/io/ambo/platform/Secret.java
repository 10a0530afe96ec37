package io.ambo.platform;

import java.security.SecureRandom;
import java.util.Base64;

/** A secret text. It is disclosed only by {@link #reveal()}, never in a log or a message. */
public final class Secret {

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** A new one of so many random bytes, in letters and digits. */
    public static Secret random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** The secret itself: for a request header or the standard input of a process, never for a message. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
