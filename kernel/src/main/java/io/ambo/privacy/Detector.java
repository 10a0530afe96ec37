package io.ambo.privacy;

import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Recogniser.Checksum;
import io.ambo.catalog.Recogniser.Edges;
import io.ambo.catalog.Recogniser.Trigger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A recogniser in use: decides whether a match of its pattern is a value.
 *
 * @param number its index among the detectors of a scanner
 */
record Detector(int number, Recogniser recogniser) {

    private static final String VALUE = "value";

    /** How far beyond the trigger's position a value may extend, in characters. */
    int window() {
        return switch (recogniser.trigger()) {
            case Trigger.Digits digits -> 96;
            case Trigger.Around around -> 256;
            case Trigger.Words words -> 8192;
        };
    }

    /** How many matches at one position are tried, each shorter than the previous one. */
    int tries() {
        return recogniser.trigger() instanceof Trigger.Digits ? 24 : 1;
    }

    /**
     * Returns whether a run of that many digits, with {@code rest} digits to the end of its group, can be or start a
     * value.
     *
     * @param numerals whether they are Chinese numerals; a value may then be only the first part of the run
     */
    boolean fits(int run, int rest, boolean numerals) {
        return recogniser.trigger() instanceof Trigger.Digits digits
                && rest >= digits.least()
                && (run <= digits.most() || numerals || recogniser.edges() == Edges.ANY);
    }

    /** How many letters may stand before the first digit of a value. */
    int letters() {
        return recogniser.trigger() instanceof Trigger.Digits digits ? digits.letters() : 0;
    }

    /** Words of which one must stand near a value; none if a value counts anywhere. */
    Set<String> context() {
        return recogniser.context();
    }

    static int start(Pattern pattern, MatchResult match) {
        return pattern.namedGroups().containsKey(VALUE) ? match.start(VALUE) : match.start();
    }

    static int end(Pattern pattern, MatchResult match) {
        return pattern.namedGroups().containsKey(VALUE) ? match.end(VALUE) : match.end();
    }

    /** Returns whether a non-empty part of a match satisfies the checksum. */
    boolean isValue(CharSequence text, int start, int end) {
        return start >= 0 && start < end && checksumHolds(text.subSequence(start, end));
    }

    /** Returns whether a word that must stand near a value does, in a text of which {@code from} to {@code to} is visible. */
    boolean isInContext(String text, int start, int end, int from, int to) {
        var words = recogniser.context();
        return words.isEmpty() || ContextWords.near(words, text, start, end, from, to);
    }

    /** Returns whether a match is properly delimited, in a text of which {@code from} to {@code to} is visible. */
    boolean edgesHold(CharSequence text, int start, int end, int from, int to) {
        return edgeHolds(text, start, from) && (end == to || !goesOn(text.charAt(end - 1), text.charAt(end)));
    }

    /** Returns whether the start of a match is properly delimited. */
    boolean edgeHolds(CharSequence text, int start, int from) {
        return start == from || !goesOn(text.charAt(start - 1), text.charAt(start));
    }

    private boolean goesOn(char one, char next) {
        return switch (recogniser.edges()) {
            case ANY -> false;
            case NO_DIGIT -> Characters.isDigit(one) && Characters.isDigit(next);
            case NO_LETTER_OR_DIGIT -> Characters.isLetterOrDigit(one) && Characters.isLetterOrDigit(next);
        };
    }

    private boolean checksumHolds(CharSequence value) {
        return recogniser.checksum() == Checksum.NONE || Checksums.holds(recogniser.checksum(), value.toString());
    }

    /** What all spellings of one value have in common. */
    String canonical(String value) {
        return switch (recogniser.canonical()) {
            case TEXT -> value;
            case LOWER_CASE -> value.toLowerCase(Locale.ROOT);
            case DIGITS -> digits(value);
            case LETTERS_AND_DIGITS -> lettersAndDigits(value);
        };
    }

    private static String digits(String value) {
        var digits = new StringBuilder(value.length());
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            var numeral = Characters.numeral(c);
            if (Characters.isDigit(c)) {
                digits.append(c);
            } else if (numeral >= 0) {
                digits.append((char) ('0' + numeral));
            }
        }
        return digits.toString();
    }

    private static String lettersAndDigits(String value) {
        var kept = new StringBuilder(value.length());
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            var numeral = Characters.numeral(c);
            if (numeral >= 0) {
                kept.append((char) ('0' + numeral));
            } else if (Character.isLetterOrDigit(c)) {
                kept.append(Character.toUpperCase(c));
            }
        }
        return kept.toString();
    }
}
