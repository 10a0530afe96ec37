package io.ambo.privacy;

import static io.ambo.privacy.CheckDigits.digit;
import static io.ambo.privacy.CheckDigits.isDigits;
import static io.ambo.privacy.CheckDigits.number;
import static io.ambo.privacy.CheckDigits.weighted;

import java.util.regex.Pattern;

/** Numbers of persons and taxpayers in Europe; all letters in upper case. */
final class EuropeanNumbers {

    private static final Pattern NINO =
            Pattern.compile("(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\\d{6}[A-D]");
    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String ITALIAN_MONTHS = "ABCDEHLMPRST";
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final Pattern FISCAL =
            Pattern.compile("[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]");

    /** The values of 0 to 9 and of A to Z in odd places of an Italian fiscal code. */
    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private EuropeanNumbers() {}

    /** Britain, health service: ten digits, a check by MOD 11. */
    static boolean nationalHealth(String plain) {
        return isDigits(plain, 10) && weighted(plain, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** Britain, national insurance: two letters of those in use, six digits, A to D. */
    static boolean nationalInsurance(String plain) {
        return NINO.matcher(plain).matches();
    }

    /** Britain, taxpayers: ten digits, the first is the check digit, by MOD 11. */
    static boolean uniqueTaxpayer(String plain) {
        var weighed = isDigits(plain, 10) ? weighted(plain, 0, 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11 : -1;
        return weighed >= 0 && "21987654321".charAt(weighed) == plain.charAt(0);
    }

    /**
     * Germany, taxpayers: eleven digits, not from 0; of the first ten one digit occurs two or three times; a check by
     * MOD 11-10.
     */
    static boolean germanTaxpayer(String plain) {
        if (!isDigits(plain, 11) || plain.charAt(0) == '0') {
            return false;
        }
        var counts = new int[10];
        plain.substring(0, 10).chars().forEach(c -> counts[c - '0']++);
        var repeated = 0;
        for (var count : counts) {
            repeated += count > 3 ? 2 : count > 1 ? 1 : 0;
        }
        return repeated == 1 && CheckDigits.mod11And10(plain);
    }

    /** France, persons: sex, year and month of birth, department (2A and 2B in Corsica), order, and a key by MOD 97. */
    static boolean french(String plain) {
        var digits = plain.replace("2A", "19").replace("2B", "18");
        if (!isDigits(digits, 15) || plain.charAt(5) > '9') {
            return false;
        }
        var month = number(digits, 3, 5);
        var born = month >= 1 && month <= 12 || month >= 20 && month <= 42 || month >= 50;
        return born && 97 - Long.parseLong(digits.substring(0, 13)) % 97 == number(digits, 13, 15);
    }

    /** Spain: eight digits and a letter by MOD 23, or X, Y or Z and seven digits for foreigners. */
    static boolean spanish(String plain) {
        if (plain.length() != 9) {
            return false;
        }
        var foreigner = "XYZ".indexOf(plain.charAt(0));
        var body = foreigner < 0 ? plain.substring(0, 8) : foreigner + plain.substring(1, 8);
        return isDigits(body) && SPANISH.charAt(number(body, 0, 8) % 23) == plain.charAt(8);
    }

    /** Italy, persons: letters of the name, date and place of birth, and a letter by MOD 26. */
    static boolean italianPerson(String plain) {
        if (!FISCAL.matcher(plain).matches()) {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 15; i++) {
            var c = plain.charAt(i);
            var value = c <= '9' ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD[value] : value;
        }
        return sum % 26 == plain.charAt(15) - 'A' && ITALIAN_MONTHS.indexOf(plain.charAt(8)) >= 0;
    }

    /** Italy, businesses: eleven digits by Luhn. */
    static boolean italianBusiness(String plain) {
        return isDigits(plain, 11) && CheckDigits.luhn(plain);
    }

    /** The Netherlands: nine digits, weights 9 to 2 and -1, a multiple of eleven. */
    static boolean dutch(String plain) {
        return isDigits(plain, 9) && weighted(plain, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
    }

    /** Poland: a date of birth with the century in its month, and a check by MOD 10. */
    static boolean polish(String plain) {
        if (!isDigits(plain, 11) || weighted(plain, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 != 0) {
            return false;
        }
        var month = number(plain, 2, 4);
        var year = new int[] {1900, 2000, 2100, 2200, 1800}[month / 20] + number(plain, 0, 2);
        return CheckDigits.isDay(year, month % 20, number(plain, 4, 6));
    }

    /** Belgium: a date of birth, a sequence, and 97 less the remainder by 97, for those born since 2000 with a 2 before. */
    static boolean belgian(String plain) {
        if (!isDigits(plain, 11)) {
            return false;
        }
        var body = Long.parseLong(plain.substring(0, 9));
        var check = number(plain, 9, 11);
        return number(plain, 2, 4) <= 12
                && number(plain, 4, 6) <= 31
                && (97 - body % 97 == check || 97 - (2_000_000_000L + body) % 97 == check);
    }

    /** Portugal, taxpayers: nine digits, a check by MOD 11. */
    static boolean portuguese(String plain) {
        if (!isDigits(plain, 9) || plain.charAt(0) == '0') {
            return false;
        }
        var rest = weighted(plain, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (rest < 2 ? 0 : 11 - rest) == digit(plain, 8);
    }

    /** Ireland: seven digits, a letter by MOD 23, and since 2013 another letter that counts nine times. */
    static boolean irish(String plain) {
        if (plain.length() < 8 || plain.length() > 9 || !isDigits(plain.substring(0, 7))) {
            return false;
        }
        var second = plain.length() == 9 && plain.charAt(8) != 'W' ? 9 * (plain.charAt(8) - 'A' + 1) : 0;
        var sum = (weighted(plain, 8, 7, 6, 5, 4, 3, 2) + second);
        return plain.charAt(7) == "WABCDEFGHIJKLMNOPQRSTUV".charAt(Math.floorMod(sum, 23));
    }

    /** Denmark: a date of birth, and a sequence whose first digit tells the century. */
    static boolean danish(String plain) {
        if (!isDigits(plain, 10)) {
            return false;
        }
        var year = number(plain, 4, 6);
        return CheckDigits.isDay(2000 + year, number(plain, 2, 4), number(plain, 0, 2))
                || CheckDigits.isDay(1900 + year, number(plain, 2, 4), number(plain, 0, 2));
    }

    /** Finland: a date of birth, a sign for the century, a sequence and a check by MOD 31; without the sign. */
    static boolean finnish(String value) {
        var plain = value.length() == 11 ? value.substring(0, 6) + value.substring(7) : value;
        if (plain.length() != 10 || !isDigits(plain.substring(0, 9))) {
            return false;
        }
        var sign = value.charAt(6);
        var century = sign == '+' ? 1800 : sign == '-' || sign >= 'U' && sign <= 'Y' ? 1900 : 2000;
        return CheckDigits.isDay(century + number(plain, 4, 6), number(plain, 2, 4), number(plain, 0, 2))
                && FINNISH.charAt(number(plain, 0, 9) % 31) == plain.charAt(9);
    }

    /** Sweden: a date of birth, three digits, and Luhn over the last ten digits. */
    static boolean swedish(String plain) {
        var ten = plain.length() == 12 ? plain.substring(2) : plain;
        if (!isDigits(ten, 10)) {
            return false;
        }
        var day = number(ten, 4, 6);
        return CheckDigits.isDay(2000 + number(ten, 0, 2), number(ten, 2, 4), day > 60 ? day - 60 : day)
                && CheckDigits.luhn(ten);
    }

    /** Norway: a date of birth, a sequence, and two check digits by MOD 11. */
    static boolean norwegian(String plain) {
        return isDigits(plain, 11)
                && CheckDigits.isDay(2000 + number(plain, 4, 6), number(plain, 2, 4) % 40, number(plain, 0, 2) % 40)
                && weighted(plain, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && weighted(plain, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** Switzerland: 756 and ten digits, a check as in EAN-13. */
    static boolean swiss(String plain) {
        return isDigits(plain, 13)
                && plain.startsWith("756")
                && weighted(plain, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }
}
