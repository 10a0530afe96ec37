package io.ambo.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 hash of a key, the only form in which it is stored. A key has 256 random bits, so its hash needs neither
 * salt nor a slow function, and the time of a look-up reveals nothing about a key.
 */
record KeyHash(long first, long second, long third, long fourth) {

    static KeyHash of(String key) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static KeyHash ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    String hex() {
        var bytes = ByteBuffer.allocate(32)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth);
        return HexFormat.of().formatHex(bytes.array());
    }

    private static KeyHash of(byte[] digest) {
        var longs = ByteBuffer.wrap(digest).asLongBuffer();
        return new KeyHash(longs.get(0), longs.get(1), longs.get(2), longs.get(3));
    }
}
