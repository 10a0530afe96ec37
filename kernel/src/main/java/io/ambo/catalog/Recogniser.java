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
        int priority,
        boolean everywhere,
        List<Example> examples,
        List<String> counterExamples,
        Source source) {

    public Recogniser {
        names = Map.copyOf(names);
        patterns = List.copyOf(patterns);
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

        /**
         * At each sequence of digits, if enough digits follow from its start to the end of its group; a group's
         * sequences are separated by small gaps only.
         *
         * @param least digits of the shortest value
         * @param most digits of the longest unbroken sequence that can start a value
         */
        record Digits(int least, int most) implements Trigger {}

        /**
         * Around this character.
         *
         * @param least how often every value contains it, 1 to 16
         */
        record Around(char character, int least) implements Trigger {}

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
        E164
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

    /** A text and the values that must be found in it. */
    public record Example(String text, List<String> found) {
        public Example {
            found = List.copyOf(found);
        }
    }
}
