package io.ambo.access;

import java.security.SecureRandom;
import java.util.Base64;

/** The format of keys and of their public ids. */
final class KeyText {

    private static final String PREFIX = "ambo-";
    private static final int SECRET_BYTES = 32;
    private static final int ID_CHARACTERS = 8;
    private static final String ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {}

    /** {@code ambo-} and 43 characters of base64url: 32 random bytes. */
    static String newKey() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@code key_} and eight random characters, independent of the key. */
    static String newId() {
        var id = new StringBuilder("key_");
        for (var i = 0; i < ID_CHARACTERS; i++) {
            id.append(ID_ALPHABET.charAt(RANDOM.nextInt(ID_ALPHABET.length())));
        }
        return id.toString();
    }

    static boolean isOurs(String text) {
        return text.startsWith(PREFIX);
    }
}
