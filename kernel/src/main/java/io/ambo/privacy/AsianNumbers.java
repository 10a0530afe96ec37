package io.ambo.privacy;

import static io.ambo.privacy.CheckDigits.digit;
import static io.ambo.privacy.CheckDigits.isDigits;
import static io.ambo.privacy.CheckDigits.number;
import static io.ambo.privacy.CheckDigits.weighted;

import java.util.regex.Pattern;

/** Numbers of persons and taxpayers in Asia outside China; all letters in upper case. */
final class AsianNumbers {

    private static final int[] KOREAN = {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5};
    private static final Pattern GSTIN =
            Pattern.compile("(?:[0-2]\\d|3[0-8]|97|99)[A-Z]{3}[ABCEFGHJLPT][A-Z]\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]");

    /** The last year in which residents of Korea were given a number with a check digit. */
    private static final int LAST_CHECKED = 2020;

    private AsianNumbers() {}

    /** India, persons: twelve digits, not from 0 or 1, no palindrome, Verhoeff. */
    static boolean aadhaar(String plain) {
        return isDigits(plain, 12)
                && plain.charAt(0) > '1'
                && !plain.contentEquals(new StringBuilder(plain).reverse())
                && CheckDigits.verhoeff(plain);
    }

    /** India, taxpayers: three letters, one for the kind of holder, a letter, a number not 0000, a letter. */
    static boolean permanentAccount(String plain) {
        return plain.length() == 10 && "ABCEFGHJLPT".indexOf(plain.charAt(3)) >= 0 && number(plain, 5, 9) != 0;
    }

    /** India, goods and services tax: a state, a permanent account number, and Luhn's check in base 36. */
    static boolean goodsAndServicesTax(String plain) {
        return GSTIN.matcher(plain).matches() && CheckDigits.luhnSum(plain, 36) == 0;
    }

    /** India, voters: three letters and seven digits by Luhn. */
    static boolean voter(String plain) {
        return plain.length() == 10 && CheckDigits.luhn(plain.substring(3));
    }

    /** Korea, residents: a date of birth, sex and century, and, for those born until 2020, a check by MOD 11. */
    static boolean koreanResident(String plain) {
        return isKoreanDay(plain)
                && (koreanYear(plain) >= LAST_CHECKED
                        || koreanCheck(plain) == digit(plain, 12)
                        || plain.charAt(6) >= '5'
                                && plain.charAt(6) <= '8'
                                && (koreanCheck(plain) + 2) % 10 == digit(plain, 12));
    }

    /** A number of that form with a date of birth, whatever its check digit. */
    static boolean isKoreanDay(String plain) {
        return isDigits(plain, 13) && CheckDigits.isDay(koreanYear(plain), number(plain, 2, 4), number(plain, 4, 6));
    }

    private static int koreanYear(String plain) {
        var century = switch (plain.charAt(6)) {
            case '9', '0' -> 1800;
            case '3', '4', '7', '8' -> 2000;
            default -> 1900;
        };
        return century + number(plain, 0, 2);
    }

    private static int koreanCheck(String plain) {
        return (11 - weighted(plain, KOREAN) % 11) % 10;
    }

    /** Korea, businesses: ten digits, a check digit by MOD 10 in which the ninth counts five times. */
    static boolean koreanBusiness(String plain) {
        if (!isDigits(plain, 10)) {
            return false;
        }
        var sum = weighted(plain, 1, 3, 7, 1, 3, 7, 1, 3, 5) + digit(plain, 8) * 5 / 10;
        return (10 - sum % 10) % 10 == digit(plain, 9);
    }

    /** Japan, persons: twelve digits, a check by MOD 11. */
    static boolean myNumber(String plain) {
        if (!isDigits(plain, 12)) {
            return false;
        }
        var rest = weighted(plain, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest < 2 ? 0 : 11 - rest) == digit(plain, 11);
    }

    /** Japan, companies: thirteen digits, the first is the check digit, by MOD 9. */
    static boolean japaneseCompany(String plain) {
        return isDigits(plain, 13)
                && 9 - weighted(plain.substring(1), 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1) % 9 == digit(plain, 0);
    }

    /** Singapore, persons: S, T, F, G or M, seven digits, and a letter by MOD 11. */
    static boolean singaporean(String plain) {
        if (plain.length() != 9) {
            return false;
        }
        var sum = weighted(plain.substring(1), 2, 7, 6, 5, 4, 3, 2);
        var letter = switch (plain.charAt(0)) {
            case 'S' -> "JZIHGFEDCBA".charAt(sum % 11);
            case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11);
            case 'F' -> "XWUTRQPNMLK".charAt(sum % 11);
            case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11);
            case 'M' -> "KLJNPQRTUWX".charAt(10 - (sum + 3) % 11);
            default -> ' ';
        };
        return letter == plain.charAt(8);
    }

    /** Singapore, entities: by business, by company, or of other kinds since 2009; each with a check letter. */
    static boolean singaporeanEntity(String plain) {
        if (plain.length() == 9) {
            return "XMKECAWLJDB".charAt(weighted(plain, 10, 4, 9, 3, 8, 2, 7, 1) % 11) == plain.charAt(8);
        }
        if (plain.length() != 10) {
            return false;
        }
        if (Characters.isDigit(plain.charAt(0))) {
            var year = number(plain, 0, 4);
            return year >= 1900
                    && year <= 2099
                    && "ZKCMDNERGWH".charAt(weighted(plain, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11) == plain.charAt(9);
        }
        return otherEntity(plain);
    }

    private static boolean otherEntity(String plain) {
        var alphabet = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
        int[] weights = {4, 3, 5, 3, 10, 2, 2, 5, 7};
        var sum = 0;
        for (var i = 0; i < weights.length; i++) {
            sum += weights[i] * alphabet.indexOf(plain.charAt(i));
        }
        return alphabet.charAt(Math.floorMod(sum - 5, 11)) == plain.charAt(9);
    }

    /** Malaysia: a date of birth, a place of birth that exists, four digits. */
    static boolean malaysian(String plain) {
        if (!isDigits(plain, 12)) {
            return false;
        }
        var place = number(plain, 6, 8);
        var known = place != 0
                && place != 17
                && place != 18
                && place != 19
                && place != 20
                && place != 69
                && place != 70
                && place != 73
                && place != 80
                && place != 81
                && place != 94
                && place != 95
                && place != 96
                && place != 97;
        var month = number(plain, 2, 4);
        var day = number(plain, 4, 6);
        return known
                && (CheckDigits.isDay(1900 + number(plain, 0, 2), month, day)
                        || CheckDigits.isDay(2000 + number(plain, 0, 2), month, day));
    }

    /** Pakistan: thirteen digits, the first of a province, the last not 0. */
    static boolean pakistani(String plain) {
        return isDigits(plain, 13) && plain.charAt(0) >= '1' && plain.charAt(0) <= '7' && plain.charAt(12) != '0';
    }

    /** Thailand: thirteen digits, not from 0 or 9, a check by MOD 11. */
    static boolean thai(String plain) {
        return isDigits(plain, 13)
                && plain.charAt(0) != '0'
                && plain.charAt(0) != '9'
                && (11 - weighted(plain, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 10 == digit(plain, 12);
    }

    /** Turkey: eleven digits, not from 0, two check digits. */
    static boolean turkish(String plain) {
        if (!isDigits(plain, 11) || plain.charAt(0) == '0') {
            return false;
        }
        var odd = weighted(plain, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        var even = weighted(plain, 0, 1, 0, 1, 0, 1, 0, 1);
        var tenth = Math.floorMod(7 * odd - even, 10);
        return tenth == digit(plain, 9) && (odd + even + tenth) % 10 == digit(plain, 10);
    }

    /** Israel: nine digits by Luhn. */
    static boolean israeli(String plain) {
        return isDigits(plain, 9) && CheckDigits.luhn(plain);
    }

    /** Russia, taxpayers: ten digits for companies, twelve for persons; checks by MOD 11. */
    static boolean russianTaxpayer(String plain) {
        return switch (plain.length()) {
            case 10 -> isDigits(plain, 10) && russian(plain, 9, 2, 4, 10, 3, 5, 9, 4, 6, 8);
            case 12 ->
                isDigits(plain, 12)
                        && russian(plain, 10, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
                        && russian(plain, 11, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8);
            default -> false;
        };
    }

    private static boolean russian(String plain, int at, int... weights) {
        return weighted(plain, weights) % 11 % 10 == digit(plain, at);
    }
}
