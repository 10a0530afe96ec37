package io.ambo.privacy;

import static io.ambo.privacy.CheckDigits.digit;
import static io.ambo.privacy.CheckDigits.weighted;

/** Check digits of numbers that authorities in China, Hong Kong and Taiwan issue; all letters in upper case. */
final class ChineseNumbers {

    private static final String CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CREDIT_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] UNIT_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    /** The numbers of Taiwan's counties, by letter from A: 10 to 35, in the order in which they were given out. */
    private static final int[] COUNTIES = {
        10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33
    };

    private ChineseNumbers() {}

    /** GB 32100-2015: authority, kind, region, the code of the unit (GB 11714, MOD 11) and a check by MOD 31. */
    static boolean creditCode(String plain) {
        if (plain.length() != 18 || CheckDigits.isUniform(plain) || !hasRegion(plain)) {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            var value = CREDIT_CODE.indexOf(plain.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += CREDIT_WEIGHTS[i] * value;
        }
        return CREDIT_CODE.indexOf(plain.charAt(17)) == (31 - sum % 31) % 31;
    }

    private static boolean hasRegion(String plain) {
        var region = plain.substring(2, 8);
        return CheckDigits.isDigits(region) && "123456789ANY".indexOf(plain.charAt(0)) >= 0;
    }

    /** GB 11714: eight letters or digits, and a check by MOD 11, 10 as X. */
    static boolean unitCode(String plain) {
        if (plain.length() != 9 || CheckDigits.isUniform(plain)) {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < UNIT_WEIGHTS.length; i++) {
            sum += UNIT_WEIGHTS[i] * CheckDigits.value(plain.charAt(i));
        }
        var check = (11 - sum % 11) % 11;
        return plain.charAt(8) == (check == 10 ? 'X' : (char) ('0' + check));
    }

    /** A permanent residence card for foreigners of 2023: 9, and otherwise as a resident identity number. */
    static boolean foreigner(String plain) {
        return plain.length() == 18
                && plain.charAt(0) == '9'
                && CheckDigits.isDay(CheckDigits.number(plain, 6, 10), two(plain, 10), two(plain, 12))
                && CheckDigits.mod11And2(plain);
    }

    private static int two(String text, int at) {
        return CheckDigits.number(text, at, at + 2);
    }

    /** Hong Kong: one or two letters, six digits, and a check by MOD 11, 10 as A; a missing letter counts as 36. */
    static boolean hongKong(String plain) {
        var letters = plain.length() == 9 ? 2 : 1;
        if (plain.length() != 7 + letters) {
            return false;
        }
        var sum = letters == 2 ? 9 * CheckDigits.value(plain.charAt(0)) : 9 * 36;
        sum += 8 * CheckDigits.value(plain.charAt(letters - 1));
        for (var i = 0; i < 6; i++) {
            sum += (7 - i) * digit(plain, letters + i);
        }
        var check = plain.charAt(letters + 6);
        return (sum + (check == 'A' ? 10 : check - '0')) % 11 == 0;
    }

    /** Taiwan: a county's letter, 1 or 2 (8 or 9 for foreigners), seven digits and a check by MOD 10. */
    static boolean taiwan(String plain) {
        if (plain.length() != 10 || plain.charAt(0) < 'A') {
            return false;
        }
        var county = COUNTIES[plain.charAt(0) - 'A'];
        var sum = county / 10 + 9 * (county % 10) + weighted(plain.substring(1), 8, 7, 6, 5, 4, 3, 2, 1, 1);
        return sum % 10 == 0;
    }

    /** Taiwan's number of a business: digits of products summed; since 2023 a multiple of five. */
    static boolean taiwanBusiness(String plain) {
        if (!CheckDigits.isDigits(plain, 8)) {
            return false;
        }
        int[] weights = {1, 2, 1, 2, 1, 2, 4, 1};
        var sum = 0;
        for (var i = 0; i < weights.length; i++) {
            var product = weights[i] * digit(plain, i);
            sum += product / 10 + product % 10;
        }
        return sum % 5 == 0 || digit(plain, 6) == 7 && (sum + 1) % 5 == 0;
    }
}
