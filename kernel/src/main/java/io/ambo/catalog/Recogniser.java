package io.ambo.catalog;

import io.ambo.core.DataClass;
import io.ambo.core.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of value that is looked for: one data file.
 *
 * <p>It works in two steps, so that text without anything to find costs almost nothing: a cheap {@link Trigger} says
 * where to look, then the pattern is tried there, on text in normal form (see {@code privacy.Scanner}).
 *
 * @param id for example {@code phone-cn}; rules and ledger entries speak of it
 * @param token the word with which its placeholders begin, for example {@code PHONE}; upper-case letters
 * @param names what people call it, by language
 * @param patterns each is tried; the value is group {@code value} when there is one, else the whole match; with none,
 *     the trigger's word itself is the value
 * @param checksum arithmetic that a match must pass
 * @param canonical what makes two writings one value
 * @param edges where a match must not be cut out of something larger
 * @param priority when findings overlap, the higher one gives the name; then the longer
 * @param everywhere whether a value that was found once, mostly by the words around it, is then looked for in the whole
 *     body
 */
public record Recogniser(
        String id,
        DataClass dataClass,
        String token,
        Map<Language, String> names,
        Trigger trigger,
        List<Pattern> patterns,
        Checksum checksum,
        Canonical canonical,
        Edges edges,
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

    /** Where it is worth trying the pattern. */
    public sealed interface Trigger {

        /**
         * At each row of digits, when from its start to the end of the group of rows, with small gaps between them, there
         * are enough digits.
         *
         * @param least digits of the shortest value
         * @param most digits of the longest row without a gap that can begin a value
         */
        record Digits(int least, int most) implements Trigger {}

        /**
         * Around this character.
         *
         * @param least how often every value holds it, 1 to 16
         */
        record Around(char character, int least) implements Trigger {}

        /**
         * Where one of these words stands; the pattern is tried from the word's start. Case is ignored.
         *
         * @param reach how many characters before the word the pattern may begin too, 0 to 16
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

    /** Arithmetic on the digits and letters of a match, by the standard that each names. */
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
        /** A numbering plan's lengths: a country code and 7 to 15 digits in all (ITU-T E.164). */
        E164
    }

    /** What two writings of one value have in common. */
    public enum Canonical {
        TEXT,
        LOWER_CASE,
        DIGITS,
        LETTERS_AND_DIGITS
    }

    /** Where a match must not begin or end; letters beyond ASCII never matter. */
    public enum Edges {
        ANY,
        /** Not between two digits. */
        NO_DIGIT,
        /** Not between two of ASCII's letters and digits. */
        NO_LETTER_OR_DIGIT
    }

    /** A text and the values that must be found in it. */
    public record Example(String text, List<String> found) {
        public Example {
            found = List.copyOf(found);
        }
    }
}
