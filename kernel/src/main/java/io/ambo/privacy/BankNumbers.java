package io.ambo.privacy;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Check digits of accounts, banks, securities and companies; all letters in upper case. */
final class BankNumbers {

    /** The lengths of the registry of ISO 13616. */
    private static final Map<String, Integer> IBAN_LENGTHS = Map.ofEntries(
            entry("AD", 24),
            entry("AE", 23),
            entry("AL", 28),
            entry("AO", 25),
            entry("AT", 20),
            entry("AZ", 28),
            entry("BA", 20),
            entry("BE", 16),
            entry("BF", 28),
            entry("BG", 22),
            entry("BH", 22),
            entry("BI", 27),
            entry("BJ", 28),
            entry("BR", 29),
            entry("BY", 28),
            entry("CF", 27),
            entry("CG", 27),
            entry("CH", 21),
            entry("CI", 28),
            entry("CM", 27),
            entry("CR", 22),
            entry("CV", 25),
            entry("CY", 28),
            entry("CZ", 24),
            entry("DE", 22),
            entry("DJ", 27),
            entry("DK", 18),
            entry("DO", 28),
            entry("DZ", 26),
            entry("EE", 20),
            entry("EG", 29),
            entry("ES", 24),
            entry("FI", 18),
            entry("FK", 18),
            entry("FO", 18),
            entry("FR", 27),
            entry("GA", 27),
            entry("GB", 22),
            entry("GE", 22),
            entry("GI", 23),
            entry("GL", 18),
            entry("GQ", 27),
            entry("GR", 27),
            entry("GT", 28),
            entry("GW", 25),
            entry("HN", 28),
            entry("HR", 21),
            entry("HU", 28),
            entry("IE", 22),
            entry("IL", 23),
            entry("IQ", 23),
            entry("IR", 26),
            entry("IS", 26),
            entry("IT", 27),
            entry("JO", 30),
            entry("KM", 27),
            entry("KW", 30),
            entry("KZ", 20),
            entry("LB", 28),
            entry("LC", 32),
            entry("LI", 21),
            entry("LT", 20),
            entry("LU", 20),
            entry("LV", 21),
            entry("LY", 25),
            entry("MA", 28),
            entry("MC", 27),
            entry("MD", 24),
            entry("ME", 22),
            entry("MG", 27),
            entry("MK", 19),
            entry("ML", 28),
            entry("MN", 20),
            entry("MR", 27),
            entry("MT", 31),
            entry("MU", 30),
            entry("MZ", 25),
            entry("NE", 28),
            entry("NI", 28),
            entry("NL", 18),
            entry("NO", 15),
            entry("OM", 23),
            entry("PK", 24),
            entry("PL", 28),
            entry("PS", 29),
            entry("PT", 25),
            entry("QA", 29),
            entry("RO", 24),
            entry("RS", 22),
            entry("RU", 33),
            entry("SA", 24),
            entry("SC", 31),
            entry("SD", 18),
            entry("SE", 24),
            entry("SI", 19),
            entry("SK", 24),
            entry("SM", 27),
            entry("SN", 28),
            entry("SO", 23),
            entry("ST", 25),
            entry("SV", 28),
            entry("TD", 27),
            entry("TG", 28),
            entry("TL", 23),
            entry("TN", 24),
            entry("TR", 26),
            entry("UA", 29),
            entry("VA", 22),
            entry("VG", 24),
            entry("XK", 20),
            entry("YE", 30));

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final int[] ROUTING = {3, 7, 1, 3, 7, 1, 3, 7, 1};

    private BankNumbers() {}

    /** ISO 13616: a country with its length, and two check digits by MOD 97-10. */
    static boolean iban(String plain) {
        var length = plain.length() < 5 ? null : IBAN_LENGTHS.get(plain.substring(0, 2));
        return length != null
                && length == plain.length()
                && CheckDigits.mod97(plain.substring(4) + plain.substring(0, 4)) == 1;
    }

    /** ISO 9362: a bank of four letters, a country, a place, and a branch or none. */
    static boolean bic(String plain) {
        return (plain.length() == 8 || plain.length() == 11)
                && (COUNTRIES.contains(plain.substring(4, 6)) || plain.startsWith("XK", 4));
    }

    /** ISO 17442: 20 letters and digits with a check by MOD 97-10. */
    static boolean lei(String plain) {
        return plain.length() == 20 && CheckDigits.mod97(plain) == 1;
    }

    /** ISO 6166: a country, nine letters and digits, and Luhn's check digit over all of them as digits. */
    static boolean isin(String plain) {
        if (plain.length() != 12 || !COUNTRIES.contains(plain.substring(0, 2)) && !plain.startsWith("X")) {
            return false;
        }
        var digits = new StringBuilder();
        plain.chars().forEach(c -> digits.append(CheckDigits.value((char) c)));
        return CheckDigits.luhn(digits.toString());
    }

    /** A routing number of the American Bankers Association: weights 3, 7, 1, a multiple of ten. */
    static boolean routing(String plain) {
        if (!CheckDigits.isDigits(plain, 9) || CheckDigits.weighted(plain, ROUTING) % 10 != 0) {
            return false;
        }
        var district = CheckDigits.number(plain, 0, 2);
        return district <= 12 || district >= 21 && district <= 32 || district >= 61 && district <= 72 || district == 80;
    }
}
