package io.ambo.privacy;

import io.ambo.core.KeyedHash;
import java.security.Key;
import javax.crypto.Mac;

/**
 * The scope in which a value keeps its placeholder: one conversation of one caller, as a key derived from the
 * installation's secret (HMAC-SHA256, RFC 2104).
 *
 * <p>Nothing is stored: the same caller, conversation and value give the same placeholder on every node that has the
 * secret, also after a restart. Neither can be inferred from the placeholder without the secret.
 */
public final class PlaceholderScope {

    private final Key key;

    private PlaceholderScope(Key key) {
        this.key = key;
    }

    static PlaceholderScope of(Key secret, String caller, String id) {
        return new PlaceholderScope(KeyedHash.key(KeyedHash.digest(KeyedHash.mac(secret), "conversation", caller, id)));
    }

    /** A MAC with this conversation's key; not thread-safe. */
    Mac mac() {
        return KeyedHash.mac(key);
    }

    /** Does not reveal the key. */
    @Override
    public String toString() {
        return "a conversation";
    }
}
