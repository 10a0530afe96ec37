package io.ambo.privacy;

import static io.ambo.privacy.CheckDigits.isDigits;

/** Check digits of devices, vehicles and machine-readable documents, and whether a key looks drawn at random. */
final class DeviceNumbers {

    private static final String VIN_VALUES = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final int[] DOCUMENT_WEIGHTS = {7, 3, 1};
    private static final double LEAST_ENTROPY = 3.0;
    private static final int MOST_ALIKE = 5;

    private DeviceNumbers() {}

    /** 3GPP TS 23.003: fifteen digits by Luhn, or fourteen and two of the software's version, without a check. */
    static boolean imei(String plain) {
        return isDigits(plain, 16) || isDigits(plain, 15) && CheckDigits.luhn(plain);
    }

    /** ITU-T E.118: 89, and 19 or 20 digits by Luhn. */
    static boolean iccid(String plain) {
        return plain.startsWith("89") && (isDigits(plain, 19) || isDigits(plain, 20)) && CheckDigits.luhn(plain);
    }

    /** ISO 3779, and the check digit of North America and China in the ninth place. */
    static boolean vehicle(String plain) {
        if (plain.length() != 17 || CheckDigits.isUniform(plain)) {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += VIN_WEIGHTS[i] * (VIN_VALUES.indexOf(plain.charAt(i)) % 10);
        }
        var check = sum % 11;
        return plain.charAt(8) == (check == 10 ? 'X' : '0' + check);
    }

    /** ICAO 9303: lines of which the last is the second of a passport, with check digits of its number, dates and whole. */
    static boolean passportLines(String lines) {
        return lines.length() >= 44 && isLine(lines.substring(lines.length() - 44));
    }

    private static boolean isLine(String line) {
        return document(line.substring(0, 9)) == line.charAt(9)
                && document(line.substring(13, 19)) == line.charAt(19)
                && document(line.substring(21, 27)) == line.charAt(27)
                && document(line.substring(0, 10) + line.substring(13, 20) + line.substring(21, 43)) == line.charAt(43);
    }

    private static char document(String text) {
        var sum = 0;
        for (var i = 0; i < text.length(); i++) {
            sum += DOCUMENT_WEIGHTS[i % 3] * Math.max(0, CheckDigits.value(text.charAt(i)));
        }
        return (char) ('0' + sum % 10);
    }

    /** Returns whether a text looks drawn at random: no row of one character, and the entropy of a key. */
    static boolean isRandom(String text) {
        var counts = new int[0x80];
        var row = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i) & 0x7F;
            counts[c]++;
            row = i > 0 && c == text.charAt(i - 1) ? row + 1 : 1;
            if (row > MOST_ALIKE) {
                return false;
            }
        }
        var entropy = 0.0;
        for (var count : counts) {
            var share = (double) count / text.length();
            entropy -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return entropy >= LEAST_ENTROPY;
    }
}
