package io.ambo.privacy;

/** The algorithms by which check digits are computed, each on plain digits or upper-case letters and digits. */
final class CheckDigits {

    /** The multiplication table of the dihedral group of ten elements. */
    private static final int[][] VERHOEFF_PRODUCT = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };

    private static final int[] VERHOEFF_STEP = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private CheckDigits() {}

    /** The sum of digits, each times its weight; further digits are ignored. */
    static int weighted(String digits, int... weights) {
        var sum = 0;
        for (var i = 0; i < weights.length; i++) {
            sum += weights[i] * digit(digits, i);
        }
        return sum;
    }

    static int digit(String digits, int at) {
        return digits.charAt(at) - '0';
    }

    /** The value of a letter or digit in base 36. */
    static int value(char c) {
        return ALPHABET.indexOf(c);
    }

    static boolean isDigits(String text) {
        return text.chars().allMatch(c -> Characters.isDigit((char) c));
    }

    /** Returns whether the text is this many digits, of which not all are the same. */
    static boolean isDigits(String text, int count) {
        return text.length() == count && isDigits(text) && !isUniform(text);
    }

    static boolean isUniform(String text) {
        return text.chars().allMatch(c -> c == text.charAt(0));
    }

    /** ISO/IEC 7812-1, annex B: every second digit from the right doubled, digits summed, a multiple of ten. */
    static boolean luhn(String digits) {
        return luhnSum(digits, 10) == 0;
    }

    /** Luhn's sum in another base, for letters and digits. */
    static int luhnSum(String text, int base) {
        var sum = 0;
        for (var i = 0; i < text.length(); i++) {
            var value = value(text.charAt(text.length() - 1 - i));
            var doubled = i % 2 == 1 ? 2 * value : value;
            sum += doubled / base + doubled % base;
        }
        return sum % base;
    }

    /** Verhoeff's check digit, the last. */
    static boolean verhoeff(String digits) {
        var check = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digit(digits, digits.length() - 1 - i);
            for (var step = i % 8; step > 0; step--) {
                digit = VERHOEFF_STEP[digit];
            }
            check = VERHOEFF_PRODUCT[check][digit];
        }
        return check == 0;
    }

    /** The remainder by 97 of the number that results from letters written as 10 to 35 (ISO 7064 MOD 97-10). */
    static int mod97(String text) {
        var rest = 0;
        for (var i = 0; i < text.length(); i++) {
            var value = value(text.charAt(i));
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest;
    }

    /** ISO 7064 MOD 11-10, a hybrid system: the last digit is the check digit. */
    static boolean mod11And10(String digits) {
        var check = 5;
        for (var i = 0; i < digits.length(); i++) {
            check = ((check == 0 ? 10 : check) * 2 % 11 + digit(digits, i)) % 10;
        }
        return check == 1;
    }

    /** ISO 7064 MOD 11-2, a pure system: the last character is a digit or X. */
    static boolean mod11And2(String text) {
        var check = 0;
        for (var i = 0; i < text.length(); i++) {
            check = (2 * check + (text.charAt(i) == 'X' ? 10 : digit(text, i))) % 11;
        }
        return check == 1;
    }

    /** Returns whether year, month and day are a day of the calendar. */
    static boolean isDay(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= java.time.YearMonth.of(year, month).lengthOfMonth();
    }

    static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            number = 10 * number + digit(text, i);
        }
        return number;
    }
}
