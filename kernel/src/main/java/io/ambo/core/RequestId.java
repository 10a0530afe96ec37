package io.ambo.core;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/**
 * The id of a request: a ULID (26 characters of Crockford's base 32; 48 bits of time, 80 random bits), sortable by
 * time.
 */
public record RequestId(String text) {

    private static final int LENGTH = 26;
    private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    public RequestId {
        if (text.length() != LENGTH || text.charAt(0) > '7' || !inAlphabet(text)) {
            throw new IllegalArgumentException("not a request id: it has 26 characters of Crockford's base 32");
        }
    }

    private static boolean inAlphabet(String text) {
        for (var i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    public static RequestId next(Instant now) {
        var bits = new byte[10];
        RANDOM.nextBytes(bits);
        var text = new char[LENGTH];
        encodeTime(now.toEpochMilli(), text);
        encode(bits, 0, text, 10);
        encode(bits, 5, text, 18);
        return new RequestId(new String(text));
    }

    /** The lowest possible id of that millisecond; all earlier ids are below it. */
    public static RequestId lowest(Instant time) {
        return bound(time, '0');
    }

    /** The highest possible id of that millisecond; all later ids are above it. */
    public static RequestId highest(Instant time) {
        return bound(time, 'Z');
    }

    private static RequestId bound(Instant time, char rest) {
        var text = new char[LENGTH];
        Arrays.fill(text, rest);
        var within = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LAST) ? LAST : time;
        encodeTime(within.toEpochMilli(), text);
        return new RequestId(new String(text));
    }

    private static void encodeTime(long millis, char[] text) {
        var time = millis;
        for (var i = 9; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (time & 31));
            time >>>= 5;
        }
    }

    private static void encode(byte[] bits, int from, char[] text, int at) {
        long five = 0;
        for (var i = 0; i < 5; i++) {
            five = five << 8 | bits[from + i] & 0xFF;
        }
        for (var i = 7; i >= 0; i--) {
            text[at + i] = ALPHABET.charAt((int) (five & 31));
            five >>>= 5;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
