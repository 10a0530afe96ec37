package io.ambo.engine.process;

import java.security.SecureRandom;
import java.util.Base64;

/** The bearer token of one engine instance; new at each start, hidden from logs. */
public final class EngineKey {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String token;

    private EngineKey(String token) {
        this.token = token;
    }

    public static EngineKey random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new EngineKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The token itself, for the {@code Authorization: Bearer} header and nothing else. */
    public String reveal() {
        return token;
    }

    @Override
    public String toString() {
        return "EngineKey[hidden]";
    }
}
