package io.ambo.privacy;

import java.util.Locale;
import java.util.Set;

/** Looks for words near a value. A word counts as a whole: {@code sin} not in {@code since}, but in {@code userSin}. */
final class ContextWords {

    /** How far before and behind a value a word may stand, in characters. */
    static final int BEFORE = 48;

    static final int BEHIND = 24;

    private ContextWords() {}

    /** Returns whether one of the words stands near this range of a text, of which {@code from} to {@code to} is visible. */
    static boolean near(Set<String> words, String text, int start, int end, int from, int to) {
        var first = Math.max(from, start - BEFORE);
        var last = Math.min(to, end + BEHIND);
        for (var one : words) {
            var word = one.toLowerCase(Locale.ROOT);
            if (stands(word, text, first, start) || stands(word, text, end, last)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(String word, String text, int from, int to) {
        for (var at = from; at + word.length() <= to; at++) {
            if (text.regionMatches(true, at, word, 0, word.length()) && isWhole(text, at, at + word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhole(String text, int start, int end) {
        var before = start > 0 && Characters.isLetter(text.charAt(start - 1)) && !isHump(text, start);
        var behind = end < text.length() && Characters.isLetter(text.charAt(end)) && !isHump(text, end);
        return !(before && Characters.isLetter(text.charAt(start))
                || behind && Characters.isLetter(text.charAt(end - 1)));
    }

    /** Returns whether a new word begins here in camel case. */
    private static boolean isHump(String text, int at) {
        return Character.isUpperCase(text.charAt(at)) && !Character.isUpperCase(text.charAt(at - 1));
    }
}
