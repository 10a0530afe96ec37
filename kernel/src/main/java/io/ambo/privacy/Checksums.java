package io.ambo.privacy;

import io.ambo.catalog.Recogniser.Checksum;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The checksums that distinguish numbers of a kind from other sequences of digits. */
final class Checksums {

    /**
     * GB/T 2260: the first two digits of a region, including those of residence permits for Hong Kong, Macao and
     * Taiwan.
     */
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91");

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";

    private static final Map<Checksum, Predicate<String>> CHECKS = checks();

    private Checksums() {}

    static boolean holds(Checksum checksum, String value) {
        return CHECKS.getOrDefault(checksum, Checksums::never).test(value);
    }

    /** Whether there is an algorithm; a test asks for each. */
    static boolean knows(Checksum checksum) {
        return CHECKS.containsKey(checksum);
    }

    private static boolean never(String value) {
        return false;
    }

    private static Map<Checksum, Predicate<String>> checks() {
        var checks = new EnumMap<Checksum, Predicate<String>>(Checksum.class);
        NumberChecks.all()
                .forEach((checksum, check) -> checks.put(checksum, value -> check.test(lettersAndDigits(value))));
        checks.put(Checksum.NONE, value -> true);
        checks.put(Checksum.LUHN, value -> luhn(digits(value)));
        checks.put(Checksum.RESIDENT_IDENTITY, Checksums::residentIdentity);
        checks.put(Checksum.IPV4, Checksums::ipv4);
        checks.put(Checksum.IPV6, Checksums::ipv6);
        checks.put(Checksum.E164, value -> e164(digits(value)));
        checks.put(Checksum.FINNISH, value -> EuropeanNumbers.finnish(value.toUpperCase(Locale.ROOT)));
        checks.put(Checksum.PASSPORT_LINE, DeviceNumbers::passportLines);
        checks.put(Checksum.WALLET, WalletAddresses::holds);
        checks.put(Checksum.RANDOM, DeviceNumbers::isRandom);
        return checks;
    }

    /** ISO/IEC 7812-1, annex B: every second digit from the right doubled, digits summed, a multiple of ten. */
    static boolean luhn(String digits) {
        var sum = 0;
        var distinct = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            distinct |= 1 << digit;
            var doubled = i % 2 == 1 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0 && Integer.bitCount(distinct) > 1;
    }

    /** GB 11643-1999: 18 characters with a check by ISO 7064 MOD 11-2, or the 15 digits of cards until 1999. */
    static boolean residentIdentity(String value) {
        var plain = lettersAndDigits(value);
        if (plain.length() < 15 || !PROVINCES.contains(plain.substring(0, 2))) {
            return false;
        }
        return switch (plain.length()) {
            case 15 -> isDate("19" + plain.substring(6, 12));
            case 18 -> isDate(plain.substring(6, 14)) && checked(plain);
            default -> false;
        };
    }

    private static boolean checked(String plain) {
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (plain.charAt(i) - '0');
        }
        return CHECK_CHARACTERS.charAt(sum % 11) == plain.charAt(17);
    }

    private static boolean isDate(String date) {
        var year = number(date, 0, 4);
        try {
            LocalDate.of(year, number(date, 4, 6), number(date, 6, 8));
            return year >= 1850 && year <= 2099;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    /** Four octets of the shortest form, without leading zeros. */
    static boolean ipv4(String value) {
        var octets = value.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (var octet : octets) {
            if (octet.isEmpty() || octet.length() > 3 || number(octet, 0, octet.length()) > 255) {
                return false;
            }
            if (octet.length() > 1 && octet.charAt(0) == '0') {
                return false;
            }
        }
        return true;
    }

    /** RFC 4291, section 2.2: eight groups, or fewer with one {@code ::}; the last two may be an IPv4 address. */
    static boolean ipv6(String value) {
        var gap = value.indexOf("::");
        if (gap < 0) {
            return groups(value, true) == 8;
        }
        if (value.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        var before = groups(value.substring(0, gap), false);
        var after = groups(value.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after <= 7 && before + after >= 2;
    }

    /** The number of 16-bit groups, or -1 if one is invalid. */
    private static int groups(String text, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        var count = 0;
        var groups = text.split(":", -1);
        for (var i = 0; i < groups.length; i++) {
            if (mayEndInIpv4 && i == groups.length - 1 && ipv4(groups[i])) {
                count += 2;
            } else if (groups[i].matches("[0-9A-Fa-f]{1,4}")) {
                count++;
            } else {
                return -1;
            }
        }
        return count;
    }

    /** ITU-T E.164: a country code, which never starts with 0, and 7 to 15 digits in total. */
    static boolean e164(String digits) {
        var number = digits.startsWith("00") ? digits.substring(2) : digits;
        return number.length() >= 7 && number.length() <= 15 && number.charAt(0) != '0';
    }

    private static String digits(String value) {
        var digits = new StringBuilder(value.length());
        value.chars().filter(c -> Characters.isDigit((char) c)).forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    private static String lettersAndDigits(String value) {
        var kept = new StringBuilder(value.length());
        value.chars()
                .filter(c -> Characters.isLetterOrDigit((char) c))
                .forEach(c -> kept.append((char) (c >= 'a' ? c - 32 : c)));
        return kept.toString();
    }
}
