package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The scope in which a value keeps its placeholder: one conversation of one caller, as a key derived from the
 * installation's secret (HMAC-SHA256, RFC 2104).
 *
 * <p>Nothing is stored: the same caller, conversation and value give the same placeholder on every node that has the
 * secret, also after a restart. Neither can be inferred from the placeholder without the secret.
 */
public final class PlaceholderScope {

    private static final String ALGORITHM = "HmacSHA256";

    /** Cloned for each use: requesting a new instance by name takes more than twice as long. */
    private static final Mac WITHOUT_KEY = withoutKey();

    private final Key key;

    private PlaceholderScope(Key key) {
        this.key = key;
    }

    static PlaceholderScope of(Key secret, String caller, String id) {
        return new PlaceholderScope(new SecretKeySpec(digest(mac(secret), "conversation", caller, id), ALGORITHM));
    }

    static Key secret(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** A MAC with this conversation's key; not thread-safe. */
    Mac mac() {
        return mac(key);
    }

    static Mac mac(Key key) {
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
    static byte[] digest(Mac mac, String... texts) {
        for (var text : texts) {
            var bytes = text.getBytes(UTF_8);
            for (var shift = 24; shift >= 0; shift -= 8) {
                mac.update((byte) (bytes.length >> shift));
            }
            mac.update(bytes);
        }
        return mac.doFinal();
    }

    /** Does not reveal the key. */
    @Override
    public String toString() {
        return "a conversation";
    }
}
