package io.ambo.catalog;

import io.ambo.core.DataClass;
import io.ambo.core.Language;
import io.ambo.core.Named;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How one kind of value is recognised: one data file.
 *
 * <p>It works in two steps, so that text without findings costs almost nothing: a cheap {@link Trigger} finds the
 * places, then the pattern is tried there, on normalised text (see {@code privacy.Scanner}).
 *
 * @param id for example {@code phone-cn}; used by rules and ledger entries
 * @param kind what its values are; several recognisers may find values of one kind
 * @param token the prefix of its placeholders, for example {@code PHONE}; upper-case letters
 * @param names its display names, by language
 * @param patterns all are tried; the value is the group {@code value} if present, otherwise the whole match; without
 *     patterns, the trigger's word is the value
 * @param checksum the checksum that a match must satisfy
 * @param canonical how different spellings of one value are unified
 * @param edges how a match must be delimited
 * @param guard what a match is asked about the text around it
 * @param context words of which at least one must stand near a value; without any, a value counts anywhere
 * @param owner whether it matters whose the value is
 * @param priority decides the kind of overlapping findings: the higher one, then the longer match
 * @param everywhere whether a value found once, usually by its context, is then searched for in the whole body
 */
public record Recogniser(
        String id,
        Kind kind,
        DataClass dataClass,
        String token,
        Map<Language, String> names,
        Trigger trigger,
        List<Pattern> patterns,
        Checksum checksum,
        Canonical canonical,
        Edges edges,
        Guard guard,
        Set<String> context,
        Owner owner,
        int priority,
        boolean everywhere,
        List<Example> examples,
        List<String> counterExamples,
        Source source) {

    public Recogniser {
        names = Map.copyOf(names);
        patterns = List.copyOf(patterns);
        context = Set.copyOf(context);
        examples = List.copyOf(examples);
        counterExamples = List.copyOf(counterExamples);
        if (patterns.isEmpty() && !(trigger instanceof Trigger.Words)) {
            throw new IllegalArgumentException("only a recogniser of words can do without a pattern: " + id);
        }
        if (!token.matches("[A-Z]{2,12}")) {
            throw new IllegalArgumentException("a token is 2 to 12 upper-case letters, not " + token);
        }
    }

    /** Its id with its names, for messages. */
    public Named named() {
        return new Named(id, names);
    }

    /** Where the pattern is tried. */
    public sealed interface Trigger {

        /** Nowhere. */
        Trigger NONE = new Words(Set.of(), 0);

        /**
         * At each sequence of digits, if enough digits follow from its start to the end of its group; a group's
         * sequences are separated by small gaps only.
         *
         * @param least digits of the shortest value
         * @param most digits of the longest unbroken sequence that can start a value
         * @param letters how many ASCII letters a value may have before its first digit, with one mark between or
         *     none, 0 to 8
         */
        record Digits(int least, int most, int letters) implements Trigger {}

        /**
         * Around this character.
         *
         * @param least how often every value contains it, 1 to 16
         * @param dotted whether in every value one of them has neither a blank nor a mark before it (but {@code _},
         *     {@code +} and {@code -}) nor behind it, and a dot follows
         */
        record Around(char character, int least, boolean dotted) implements Trigger {}

        /**
         * At each of these words; the pattern is tried from the word's start. Case is ignored.
         *
         * @param reach how many characters before the word the pattern may start, 0 to 16
         */
        record Words(Set<String> words, int reach) implements Trigger {
            public Words {
                words = Set.copyOf(words);
                if (reach < 0 || reach > 16) {
                    throw new IllegalArgumentException("a reach is 0 to 16 characters, not " + reach);
                }
            }
        }
    }

    /** The checksum of a match's digits and letters, by the standard named at each constant. */
    public enum Checksum {
        NONE,
        /** ISO/IEC 7812-1, annex B. */
        LUHN,
        /** GB 11643-1999: region, date of birth, ISO 7064 MOD 11-2. */
        RESIDENT_IDENTITY,
        /** Four octets of 0 to 255. */
        IPV4,
        /** RFC 4291 text form. */
        IPV6,
        /** The lengths of a numbering plan: a country code and 7 to 15 digits in total (ITU-T E.164). */
        E164,
        /** GB 32100-2015: the unified social credit code of China, check by MOD 31. */
        CREDIT_CODE,
        /** GB 11714: the code of a unit in China, check by MOD 11. */
        UNIT_CODE,
        /** A permanent residence card for foreigners in China, of 2023: 9 and ISO 7064 MOD 11-2. */
        FOREIGNER,
        /** Hong Kong identity card: one or two letters, check by MOD 11. */
        HONG_KONG,
        /** Taiwan, persons: a county's letter, check by MOD 10. */
        TAIWAN,
        /** Taiwan, businesses: products' digits summed, a multiple of five. */
        TAIWAN_BUSINESS,
        /** ISO 13616: length by country, ISO 7064 MOD 97-10. */
        IBAN,
        /** ISO 9362: a country that exists. */
        BIC,
        /** ISO 17442: ISO 7064 MOD 97-10. */
        LEI,
        /** ISO 6166: Luhn over letters as numbers. */
        ISIN,
        /** A bank's number of the American Bankers Association, weights 3, 7, 1. */
        ROUTING,
        /** United States: social security number, by area, group and serial number. */
        SOCIAL_SECURITY,
        /** United States: individual taxpayer identification number. */
        INDIVIDUAL_TAXPAYER,
        /** United States: employer identification number. */
        EMPLOYER,
        /** Brazil, persons: two check digits by MOD 11. */
        CPF,
        /** Brazil, companies: two check digits by MOD 11. */
        CNPJ,
        /** Canada, persons: Luhn, not from 0 or 8. */
        SOCIAL_INSURANCE,
        /** Canada, businesses: Luhn over the first nine digits. */
        CANADIAN_BUSINESS,
        /** Mexico, persons: CURP. */
        CURP,
        /** Chile: RUT, check by MOD 11. */
        RUT,
        /** Argentina: CUIT and CUIL, check by MOD 11. */
        CUIT,
        /** Australia: tax file number, MOD 11. */
        AUSTRALIAN_TAX_FILE,
        /** Australia: Medicare card, check by MOD 10. */
        MEDICARE,
        /** Australia: business number, MOD 89. */
        AUSTRALIAN_BUSINESS,
        /** Australia: company number, check by MOD 10. */
        AUSTRALIAN_COMPANY,
        /** South Africa, persons: a date of birth and Luhn. */
        SOUTH_AFRICAN,
        /** Britain: number of the national health service, MOD 11. */
        NATIONAL_HEALTH,
        /** Britain: national insurance number, by the letters in use. */
        NATIONAL_INSURANCE,
        /** Britain: unique taxpayer reference, check by MOD 11. */
        UNIQUE_TAXPAYER,
        /** Germany: tax identification number, ISO 7064 MOD 11-10. */
        GERMAN_TAXPAYER,
        /** France, persons: NIR with its key by MOD 97. */
        FRENCH,
        /** Spain: DNI and NIE, a letter by MOD 23. */
        SPANISH,
        /** Italy, persons: codice fiscale. */
        ITALIAN_PERSON,
        /** Italy, businesses: partita IVA, Luhn. */
        ITALIAN_BUSINESS,
        /** The Netherlands: BSN, MOD 11. */
        DUTCH,
        /** Poland: PESEL, a date of birth and a check by MOD 10. */
        POLISH,
        /** Belgium: national number, check by MOD 97. */
        BELGIAN,
        /** Portugal: NIF, check by MOD 11. */
        PORTUGUESE,
        /** Ireland: PPS number, a letter by MOD 23. */
        IRISH,
        /** Denmark: CPR number, a date of birth. */
        DANISH,
        /** Finland: personal identity code, a date of birth and a check by MOD 31. */
        FINNISH,
        /** Sweden: personnummer, a date of birth and Luhn. */
        SWEDISH,
        /** Norway: fødselsnummer, a date of birth and two checks by MOD 11. */
        NORWEGIAN,
        /** Switzerland: AHV number, 756 and a check as in EAN-13. */
        SWISS,
        /** India, persons: Aadhaar, Verhoeff. */
        AADHAAR,
        /** India: permanent account number, by the letter for the kind of holder. */
        PERMANENT_ACCOUNT,
        /** India: goods and services tax number, Luhn in base 36. */
        GOODS_AND_SERVICES_TAX,
        /** India, voters: three letters and Luhn. */
        VOTER,
        /** Korea, residents: a date of birth, and a check by MOD 11 for those born before 2020. */
        KOREAN,
        /** Korea, residents: a date of birth alone. */
        KOREAN_DAY,
        /** Korea, businesses: check by MOD 10. */
        KOREAN_BUSINESS,
        /** Japan, persons: My Number, check by MOD 11. */
        MY_NUMBER,
        /** Japan, companies: check by MOD 9. */
        JAPANESE_COMPANY,
        /** Singapore, persons: NRIC and FIN, a letter by MOD 11. */
        SINGAPOREAN,
        /** Singapore, entities: UEN with its letter. */
        SINGAPOREAN_ENTITY,
        /** Malaysia: a date and a place of birth that exist. */
        MALAYSIAN,
        /** Pakistan: a province that exists. */
        PAKISTANI,
        /** Thailand: check by MOD 11. */
        THAI,
        /** Turkey: two check digits. */
        TURKISH,
        /** Israel: Luhn over nine digits. */
        ISRAELI,
        /** Russia: INN, checks by MOD 11. */
        RUSSIAN_TAXPAYER,
        /** 3GPP TS 23.003: fifteen digits by Luhn. */
        IMEI,
        /** ITU-T E.118: 89 and Luhn. */
        ICCID,
        /** ISO 3779 with the check digit of North America and China. */
        VEHICLE,
        /** ICAO 9303: the second line of a passport with its check digits. */
        PASSPORT_LINE,
        /** Bitcoin and its like: Base58Check or Bech32; Ethereum: EIP-55. */
        WALLET,
        /** A key that looks drawn at random, as placeholders do not: no row of one character, an entropy of 3 bits. */
        RANDOM
    }

    /** What different spellings of one value have in common. */
    public enum Canonical {
        TEXT,
        LOWER_CASE,
        DIGITS,
        LETTERS_AND_DIGITS
    }

    /** Where a match must not start or end; non-ASCII letters do not count. */
    public enum Edges {
        ANY,
        /** Not between two digits. */
        NO_DIGIT,
        /** Not between two ASCII letters or digits. */
        NO_LETTER_OR_DIGIT
    }

    /** What is asked about the surroundings of a match, so that what only looks like a value is none. */
    public enum Guard {
        NONE,
        /** Digits are a number of their own: no fraction, amount, part of an identifier, row or column of numbers. */
        NUMBER,
        /** Four numbers with points between them are no version and no section. */
        ADDRESS,
        /** What follows the name of a secret is a literal: no expression, placeholder, path or word. */
        SECRET,
        /** A value is no placeholder such as {@code YOUR_KEY_HERE}. */
        FILLED_IN
    }

    /**
     * Words of illness, religion and the like are personal only together with the person whose they are: some recognisers
     * need an owner, and others say who it is.
     */
    public enum Owner {
        /** It does not matter. */
        ANY,
        /** A value counts where the text says whose it is, or beside a name or an identity. */
        NEEDED,
        /** A value counts only where the text says whose it is. */
        STATED,
        /** Not searched for itself: its patterns tell that a value is the writer's or of somebody near to the writer. */
        TOLD,
        /** Not searched for itself: its patterns refer to a person, who must be named elsewhere. */
        REFERRED;

        /** Returns whether a recogniser's patterns are about the values of others. */
        public boolean isAboutOthers() {
            return this == TOLD || this == REFERRED;
        }

        /** Returns whether a recogniser's values count only together with a person. */
        public boolean isAsked() {
            return this == NEEDED || this == STATED;
        }
    }

    /** A text and the values that must be found in it. */
    public record Example(String text, List<String> found) {
        public Example {
            found = List.copyOf(found);
        }
    }
}
