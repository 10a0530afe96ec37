package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Within which a value keeps its placeholder: one caller's one conversation, as a key derived from the secret of the
 * house (HMAC-SHA256, RFC 2104).
 *
 * <p>Nothing is stored: the same caller, conversation and value give the same placeholder on every node and after every
 * restart, and neither can be told from the placeholder without the secret.
 */
public final class Conversation {

    private static final String ALGORITHM = "HmacSHA256";

    /** Each function is a copy of this one: to ask for one by name takes more than twice as long. */
    private static final Mac WITHOUT_KEY = withoutKey();

    private final Key key;

    private Conversation(Key key) {
        this.key = key;
    }

    static Conversation of(Key secret, String caller, String id) {
        return new Conversation(new SecretKeySpec(digest(mac(secret), "conversation", caller, id), ALGORITHM));
    }

    static Key secret(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** A function of this conversation's key; not for several threads. */
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

    /** Of several texts, each with its length before it, so that no two rows of texts are the same bytes. */
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

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "a conversation";
    }
}
