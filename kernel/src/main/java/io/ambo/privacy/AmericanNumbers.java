package io.ambo.privacy;

import static io.ambo.privacy.CheckDigits.digit;
import static io.ambo.privacy.CheckDigits.isDigits;
import static io.ambo.privacy.CheckDigits.number;
import static io.ambo.privacy.CheckDigits.weighted;

import java.util.Set;

/** Numbers of persons and taxpayers in the Americas, Australia and South Africa; all letters in upper case. */
final class AmericanNumbers {

    /** Numbers printed on sample cards and in advertisements. */
    private static final Set<String> SAMPLES = Set.of("078051120", "457555462", "219099999");

    /** The two digits that an employer identification number may begin with. */
    private static final Set<Integer> CAMPUSES = Set.of(
            1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 26, 27, 30, 31, 32, 33, 34, 35, 36,
            37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64,
            65, 66, 67, 68, 71, 72, 73, 74, 75, 76, 77, 80, 81, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94, 95, 98,
            99);

    private static final int[] CNPJ_FIRST = {5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final int[] CNPJ_SECOND = {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};

    private AmericanNumbers() {}

    /** Area, group and serial number of the Social Security Administration, none all zeros. */
    static boolean socialSecurity(String plain) {
        if (!isDigits(plain, 9) || SAMPLES.contains(plain)) {
            return false;
        }
        var area = number(plain, 0, 3);
        return area != 0 && area != 666 && area < 900 && number(plain, 3, 5) != 0 && number(plain, 5, 9) != 0;
    }

    /** A taxpayer of the United States without a social security number: 9xx and a group of certain ranges. */
    static boolean individualTaxpayer(String plain) {
        if (!isDigits(plain, 9) || plain.charAt(0) != '9') {
            return false;
        }
        var group = number(plain, 3, 5);
        return group >= 50 && group <= 65 || group >= 70 && group <= 88 || group >= 90 && group != 93;
    }

    /** An employer in the United States: nine digits, the first two of a campus. */
    static boolean employer(String plain) {
        return isDigits(plain, 9) && CAMPUSES.contains(number(plain, 0, 2));
    }

    /** Brazil, persons: two check digits by MOD 11. */
    static boolean cpf(String plain) {
        return isDigits(plain, 11)
                && brazilian(weighted(plain, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == digit(plain, 9)
                && brazilian(weighted(plain, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == digit(plain, 10);
    }

    /** Brazil, companies: two check digits by MOD 11; letters count as their ASCII code less 48. */
    static boolean cnpj(String plain) {
        return plain.length() == 14
                && !CheckDigits.isUniform(plain)
                && brazilian(weighted(plain, CNPJ_FIRST)) == digit(plain, 12)
                && brazilian(weighted(plain, CNPJ_SECOND)) == digit(plain, 13);
    }

    private static int brazilian(int sum) {
        var rest = sum % 11;
        return rest < 2 ? 0 : 11 - rest;
    }

    /** Canada, persons: Luhn; 0 and 8 begin none. */
    static boolean socialInsurance(String plain) {
        return isDigits(plain, 9) && plain.charAt(0) != '0' && plain.charAt(0) != '8' && CheckDigits.luhn(plain);
    }

    /** Canada, businesses: nine digits by Luhn, or with the program and its number. */
    static boolean canadianBusiness(String plain) {
        return plain.length() >= 9 && isDigits(plain.substring(0, 9)) && CheckDigits.luhn(plain.substring(0, 9));
    }

    /** Mexico, persons: letters of the name, date of birth, sex, state, and a check digit by weights 18 to 2. */
    static boolean curp(String plain) {
        if (plain.length() != 18) {
            return false;
        }
        var alphabet = "0123456789ABCDEFGHIJKLMN\u00D1OPQRSTUVWXYZ";
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (18 - i) * alphabet.indexOf(plain.charAt(i));
        }
        return (10 - sum % 10) % 10 == plain.charAt(17) - '0';
    }

    /** Chile: a body of seven or eight digits and a check by MOD 11, 10 as K. */
    static boolean rut(String plain) {
        var sum = 0;
        for (var i = 1; i < plain.length(); i++) {
            sum += (2 + (i - 1) % 6) * digit(plain, plain.length() - 1 - i);
        }
        var check = (11 - sum % 11) % 11;
        return !CheckDigits.isUniform(plain) && plain.charAt(plain.length() - 1) == (check == 10 ? 'K' : '0' + check);
    }

    /** Argentina, persons and companies: a check digit by MOD 11. */
    static boolean cuit(String plain) {
        return isDigits(plain, 11) && weighted(plain, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** Australia, taxpayers: eight or nine digits, a multiple of eleven. */
    static boolean australianTaxFile(String plain) {
        return switch (plain.length()) {
            case 8 -> isDigits(plain, 8) && weighted(plain, 10, 7, 8, 4, 6, 3, 5, 1) % 11 == 0;
            case 9 -> isDigits(plain, 9) && weighted(plain, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
            default -> false;
        };
    }

    /** Australia, health insurance: 2 to 6, a check digit by MOD 10 in the ninth place, then an issue number. */
    static boolean medicare(String plain) {
        return plain.length() >= 10
                && isDigits(plain)
                && plain.charAt(0) >= '2'
                && plain.charAt(0) <= '6'
                && weighted(plain, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == digit(plain, 8);
    }

    /** Australia, businesses: the first digit less one, weighted, a multiple of 89. */
    static boolean australianBusiness(String plain) {
        return isDigits(plain, 11) && (weighted(plain, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;
    }

    /** Australia, companies: a check digit by MOD 10 with weights 8 to 1. */
    static boolean australianCompany(String plain) {
        return isDigits(plain, 9) && (10 - weighted(plain, 8, 7, 6, 5, 4, 3, 2, 1) % 10) % 10 == digit(plain, 8);
    }

    /** South Africa: a date of birth, a sequence, citizenship, and Luhn. */
    static boolean southAfrican(String plain) {
        return isDigits(plain, 13)
                && CheckDigits.isDay(2000 + number(plain, 0, 2), number(plain, 2, 4), number(plain, 4, 6))
                && plain.charAt(10) <= '2'
                && CheckDigits.luhn(plain);
    }
}
