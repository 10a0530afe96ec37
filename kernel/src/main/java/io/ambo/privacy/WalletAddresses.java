package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** Checks of addresses of crypto-currencies, each on the address as written. */
final class WalletAddresses {

    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATORS = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32M = 0x2bc830a3;

    private WalletAddresses() {}

    static boolean holds(String address) {
        if (address.startsWith("0x")) {
            return ethereum(address.substring(2));
        }
        var one = address.lastIndexOf('1');
        var lower = address.toLowerCase(Locale.ROOT);
        if (one > 0 && (lower.startsWith("bc1") || lower.startsWith("ltc1") || lower.startsWith("tb1"))) {
            return (address.equals(lower) || address.equals(address.toUpperCase(Locale.ROOT)))
                    && bech32(lower, lower.indexOf('1'));
        }
        return base58(address);
    }

    /** 25 bytes of which the last four are the start of the twofold SHA-256 of the others. */
    static boolean base58(String address) {
        var number = BigInteger.ZERO;
        for (var i = 0; i < address.length(); i++) {
            var digit = BASE58.indexOf(address.charAt(i));
            if (digit < 0) {
                return false;
            }
            number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        var bytes = number.toByteArray();
        var whole = new byte[25];
        var sign = bytes[0] == 0 ? 1 : 0;
        if (bytes.length - sign > whole.length) {
            return false;
        }
        System.arraycopy(bytes, sign, whole, whole.length - (bytes.length - sign), bytes.length - sign);
        var hash = sha256(sha256(Arrays.copyOf(whole, 21)));
        return Arrays.equals(hash, 0, 4, whole, 21, 25);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** BIP 173 and BIP 350: a prefix, 1, and digits of base 32, of which the last six are a code. */
    private static boolean bech32(String address, int one) {
        var check = 1;
        for (var i = 0; i < one; i++) {
            check = step(check) ^ address.charAt(i) >> 5;
        }
        check = step(check);
        for (var i = 0; i < one; i++) {
            check = step(check) ^ address.charAt(i) & 31;
        }
        for (var i = one + 1; i < address.length(); i++) {
            var digit = BECH32.indexOf(address.charAt(i));
            if (digit < 0) {
                return false;
            }
            check = step(check) ^ digit;
        }
        return check == 1 || check == BECH32M;
    }

    private static int step(int check) {
        var next = (check & 0x1ffffff) << 5;
        for (var i = 0; i < GENERATORS.length; i++) {
            next ^= (check >> 25 + i & 1) != 0 ? GENERATORS[i] : 0;
        }
        return next;
    }

    /** EIP-55: letters in upper case where the hash of the address says so; or all letters in one case. */
    private static boolean ethereum(String digits) {
        var lower = digits.toLowerCase(Locale.ROOT);
        if (CheckDigits.isUniform(lower)) {
            return false;
        }
        if (digits.equals(lower) || digits.equals(digits.toUpperCase(Locale.ROOT))) {
            return true;
        }
        var hash = Keccak.hash(lower.getBytes(US_ASCII));
        for (var i = 0; i < digits.length(); i++) {
            var nibble = hash[i / 16] >>> 8 * (i % 16 / 2) + (i % 2 == 0 ? 4 : 0) & 15;
            var c = digits.charAt(i);
            if (c > '9' && c >= 'a' == nibble >= 8) {
                return false;
            }
        }
        return true;
    }
}
