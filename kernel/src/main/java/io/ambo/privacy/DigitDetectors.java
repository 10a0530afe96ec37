package io.ambo.privacy;

import io.ambo.catalog.Recogniser.Trigger;
import java.util.List;
import java.util.Locale;

/**
 * The detectors that look at digits, by what must hold before one of them is tried at all: most numbers of a text are
 * none of theirs.
 */
final class DigitDetectors {

    private final List<Detector> plain;
    private final List<Detector> lettered;
    private final List<Detector> contextual;
    private final WordFinder<Detector> words = new WordFinder<>();
    private final int least;
    private final int leastContextual;

    DigitDetectors(List<Detector> all) {
        lettered = all.stream().filter(DigitDetectors::needsLetter).toList();
        plain = all.stream()
                .filter(detector -> !needsLetter(detector) && detector.context().isEmpty())
                .toList();
        contextual = all.stream()
                .filter(detector ->
                        !needsLetter(detector) && !detector.context().isEmpty())
                .toList();
        contextual.forEach(detector -> detector.context().forEach(word -> addSpellings(word, detector)));
        least = least(all);
        leastContextual = least(contextual);
    }

    /** The finder ignores the case of ASCII letters only. */
    private void addSpellings(String word, Detector detector) {
        words.add(word, detector);
        var upper = word.toUpperCase(Locale.ROOT);
        if (!WordFinder.form(word).equals(WordFinder.form(upper))) {
            words.add(upper, detector);
            words.add(upper.charAt(0) + word.substring(1), detector);
        }
    }

    private static int least(List<Detector> detectors) {
        return detectors.stream()
                .mapToInt(detector -> ((Trigger.Digits) detector.recogniser().trigger()).least())
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Returns whether no pattern can match from a digit on. */
    @SuppressWarnings("JdkObsolete") // whether more text could still make it match is what is asked here
    private static boolean needsLetter(Detector detector) {
        return detector.letters() > 0
                && detector.recogniser().patterns().stream()
                        .noneMatch(pattern -> "0123456789".chars().anyMatch(digit -> {
                            var matcher = pattern.matcher(Character.toString(digit));
                            return matcher.lookingAt() || matcher.hitEnd();
                        }));
    }

    /** Those that are tried at every sequence of digits. */
    List<Detector> plain() {
        return plain;
    }

    /** Those whose values have a letter before their first digit. */
    List<Detector> lettered() {
        return lettered;
    }

    /** Those that ask for a word near the value. */
    List<Detector> contextual() {
        return contextual;
    }

    /** The words that they ask for. */
    WordFinder<Detector> words() {
        return words;
    }

    /** The smallest number of digits that any of them needs. */
    int least() {
        return least;
    }

    /** The smallest number of digits that one which asks for a word needs. */
    int leastContextual() {
        return leastContextual;
    }

    /** Returns whether this may stand between the digits of one number. */
    static boolean separates(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' || c == '·';
    }

    /** Where the letters before a run of digits begin, with one mark between them or none; at most so many letters. */
    static int beforeLetters(String text, int from, int at, int most) {
        var end = at > from + 1 && separates(text.charAt(at - 1)) ? at - 1 : at;
        var start = end;
        while (start > from && end - start < most && Characters.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return start == end ? at : start;
    }
}
