package io.ambo.config;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern for any of many words. Words that begin alike are tried together, so that most positions of a text are left
 * after one or two characters, however many words there are.
 */
final class WordPattern {

    /** Characters by which words are grouped; the words of a group are tried one after the other. */
    private static final int DEPTH = 3;

    private WordPattern() {}

    /** Any of the words; one that begins or ends with an ASCII letter is no part of a longer word. */
    static Pattern of(List<String> words) {
        var lower = new TreeSet<String>();
        words.forEach(word -> lower.add(lowered(word)));
        var latin = lower.stream().filter(word -> isLetter(word, 0)).toList();
        var others = lower.stream().filter(word -> !isLetter(word, 0)).toList();
        var either = new TreeSet<String>();
        if (!latin.isEmpty()) {
            either.add("(?<![a-z])" + any(latin, 0));
        }
        if (!others.isEmpty()) {
            either.add(any(others, 0));
        }
        return Pattern.compile(String.join("|", either), Pattern.CASE_INSENSITIVE);
    }

    private static String any(List<String> words, int depth) {
        if (words.size() == 1 || depth == DEPTH || words.stream().anyMatch(word -> word.length() <= depth)) {
            return words.stream().map(word -> rest(word, depth)).collect(Collectors.joining("|", "(?:", ")"));
        }
        var groups = words.stream()
                .collect(Collectors.groupingBy(word -> word.charAt(depth), TreeMap::new, Collectors.toList()));
        var first = groups.keySet().stream().map(WordPattern::quoted).collect(Collectors.joining("", "(?=[", "])"));
        return groups.entrySet().stream()
                .map(group -> Pattern.quote(group.getKey().toString()) + any(group.getValue(), depth + 1))
                .collect(Collectors.joining("|", first + "(?:", ")"));
    }

    private static String rest(String word, int depth) {
        var rest = word.length() == depth ? "" : Pattern.quote(word.substring(depth));
        return rest + (isLetter(word, word.length() - 1) ? "(?![a-z])" : "");
    }

    private static String quoted(char c) {
        return Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c;
    }

    /** Lower case of ASCII letters only: the pattern ignores the case of no others. */
    private static String lowered(String word) {
        var lower = new StringBuilder(word);
        for (var i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 'A' && word.charAt(i) <= 'Z') {
                lower.setCharAt(i, (char) (word.charAt(i) + 32));
            }
        }
        return lower.toString();
    }

    private static boolean isLetter(String word, int at) {
        return !word.isEmpty() && (word.charAt(at) | 0x20) >= 'a' && (word.charAt(at) | 0x20) <= 'z';
    }
}
