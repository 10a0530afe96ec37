package io.ambo.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes that nobody can make or check without a key: HMAC-SHA256 (RFC 2104). */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    /** Cloned for each use: requesting a new instance by name takes more than twice as long. */
    private static final Mac WITHOUT_KEY = withoutKey();

    private KeyedHash() {}

    /** The key that consists of these bytes. */
    public static Key key(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** A MAC with a key; not thread-safe. */
    public static Mac mac(Key key) {
        try {
            var mac = (Mac) WITHOUT_KEY.clone();
            mac.init(key);
            return mac;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a key for HMAC-SHA256", e);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC-SHA256 of this Java cannot be copied", e);
        }
    }

    private static Mac withoutKey() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", e);
        }
    }

    /**
     * Digests several texts, each prefixed with its length, so that different lists of texts never give the same bytes.
     */
    public static byte[] digest(Mac mac, String... texts) {
        for (var text : texts) {
            var bytes = text.getBytes(UTF_8);
            for (var shift = 24; shift >= 0; shift -= 8) {
                mac.update((byte) (bytes.length >> shift));
            }
            mac.update(bytes);
        }
        return mac.doFinal();
    }
}
