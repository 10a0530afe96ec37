package io.ambo.privacy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces the digits of a value by other digits, so that its form remains: FF1 with AES and radix 10, as NIST SP 800-38G
 * (2016) defines it in algorithm 7. Fewer than six digits are not replaced: they could be tried out (revision 1 asks for a
 * million possible values).
 *
 * <p>Not thread-safe.
 */
final class FormatPreserving {

    static final int LEAST_DIGITS = 6;
    static final int MOST_DIGITS = 56;

    private static final int ROUNDS = 10;
    private static final int BLOCK = 16;
    private static final BigInteger RADIX = BigInteger.TEN;

    private final Cipher aes;

    /** Takes an AES key of 16, 24 or 32 bytes. */
    FormatPreserving(byte[] key) {
        try {
            // One block at a time: FF1 builds its own chaining from it
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    /**
     * The text with other digits at the places of its digits; empty if it has too few or too many of them, or if nothing
     * changed.
     *
     * @param tweak what else the result depends on, such as the kind of value
     */
    Optional<String> of(String text, byte[] tweak) {
        var digits = digits(text);
        if (digits.length() < LEAST_DIGITS || digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        var encrypted = encrypt(digits, tweak);
        var out = new StringBuilder(text);
        var next = 0;
        for (var i = 0; i < out.length(); i++) {
            if (Characters.isDigit(out.charAt(i))) {
                out.setCharAt(i, encrypted.charAt(next++));
            }
        }
        return encrypted.equals(digits) ? Optional.empty() : Optional.of(out.toString());
    }

    private static String digits(String text) {
        var digits = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            if (Characters.isDigit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }

    /** FF1.Encrypt of decimal digits. */
    String encrypt(String digits, byte[] tweak) {
        var length = digits.length();
        var left = length / 2;
        var right = length - left;
        var a = new BigInteger(digits.substring(0, left));
        var b = new BigInteger(digits.substring(left));
        var bytes = (RADIX.pow(right).subtract(BigInteger.ONE).bitLength() + 7) / 8;
        var wanted = 4 * ((bytes + 3) / 4) + 4;
        var head = head(length, left, tweak.length);
        for (var round = 0; round < ROUNDS; round++) {
            var y = new BigInteger(1, expanded(mac(head, tail(tweak, round, b, bytes)), wanted));
            var modulus = RADIX.pow(round % 2 == 0 ? left : right);
            var c = a.add(y).mod(modulus);
            a = b;
            b = c;
        }
        return padded(a, left) + padded(b, right);
    }

    private static byte[] head(int length, int left, int tweak) {
        var head = new byte[] {1, 2, 1, 0, 0, 10, 10, (byte) left, 0, 0, 0, 0, 0, 0, 0, 0};
        put(head, 8, length);
        put(head, 12, tweak);
        return head;
    }

    private static byte[] tail(byte[] tweak, int round, BigInteger b, int bytes) {
        var zeros = Math.floorMod(-tweak.length - bytes - 1, BLOCK);
        var tail = new byte[tweak.length + zeros + 1 + bytes];
        System.arraycopy(tweak, 0, tail, 0, tweak.length);
        tail[tweak.length + zeros] = (byte) round;
        var number = b.toByteArray();
        var least = Math.min(bytes, number.length);
        System.arraycopy(number, number.length - least, tail, tail.length - least, least);
        return tail;
    }

    /** CBC-MAC of two texts whose lengths are multiples of a block's. */
    private byte[] mac(byte[] head, byte[] tail) {
        var state = block(head);
        for (var at = 0; at < tail.length; at += BLOCK) {
            for (var i = 0; i < BLOCK; i++) {
                state[i] ^= tail[at + i];
            }
            state = block(state);
        }
        return state;
    }

    /** The first bytes of a block, and of the blocks that follow from it and a counter. */
    private byte[] expanded(byte[] first, int wanted) {
        var out = new byte[wanted];
        System.arraycopy(first, 0, out, 0, Math.min(BLOCK, wanted));
        for (var count = 1; count * BLOCK < wanted; count++) {
            var counted = first.clone();
            for (var i = 0; i < 4; i++) {
                counted[BLOCK - 1 - i] ^= (byte) (count >> 8 * i);
            }
            System.arraycopy(block(counted), 0, out, count * BLOCK, Math.min(BLOCK, wanted - count * BLOCK));
        }
        return out;
    }

    private byte[] block(byte[] bytes) {
        try {
            return aes.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES of one block failed", e);
        }
    }

    private static void put(byte[] bytes, int at, int number) {
        for (var i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (number >> 24 - 8 * i);
        }
    }

    private static String padded(BigInteger number, int length) {
        var digits = number.toString();
        return "0".repeat(length - digits.length()) + digits;
    }
}
