package io.ambo.taggers;

import java.util.Locale;
import java.util.Set;

/** What an English name cannot be, whatever its score. */
final class EnglishRules {

    /** A person's name before one of these names a thing: a disease, a law. */
    private static final Set<String> THINGS = Set.of("syndrome", "disease", "law", "test", "theorem");

    private static final Set<String> TITLES = Set.of("mr", "ms", "mrs", "miss", "dr", "prof", "professor", "sir");

    private static final Set<String> COMPANIES = Set.of("Co", "Inc", "Ltd");

    /** Characters that stand before or in a name of code, not of a person. */
    private static final String BEFORE_IDENTIFIER = "_@$\\/#";

    private static final String AFTER_IDENTIFIER = "_(=[";
    private static final String IN_IDENTIFIER = "_(@";
    private static final String SENTENCE_ENDS = ".?";

    private static final int COMMON_FIRST_NAME = 3;
    private static final int KNOWN_FIRST_NAME = 2;

    private final EnglishLexicon lexicon;

    EnglishRules(EnglishLexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Removes wrong names from the given index on. */
    void apply(String text, Spans names, int from) {
        for (var i = from; i < names.size(); i++) {
            if (names.type(i) == Tags.PERSON) {
                trim(text, names, i);
            }
        }
        names.removeIf(from, i -> isWrong(text, names.start(i), names.end(i), names.type(i)));
    }

    /** Takes a title off the beginning, and what is no letter off the end. */
    private static void trim(String text, Spans names, int index) {
        var start = names.start(index);
        var end = names.end(index);
        var word = EnglishFeatures.endOfWord(text, start, end);
        if (TITLES.contains(text.substring(start, word).toLowerCase(Locale.ROOT))) {
            start = word;
            while (start < end && !Letters.isLatin(text.charAt(start))) {
                start++;
            }
        }
        while (end > start && !Letters.isLatin(text.charAt(end - 1)) && text.charAt(end - 1) != '.') {
            end--;
        }
        names.move(index, start, end);
    }

    private boolean isWrong(String text, int from, int to, int type) {
        if (type != Tags.PLACE && hasAny(text, from, to, "\n\r\u2028\u2029")) {
            return true;
        }
        return type == Tags.PERSON
                && (isCode(text, from, to)
                        || isNoName(text, from, to)
                        || isThing(text, to)
                        || isListItem(text, from, to));
    }

    private static boolean isCode(String text, int from, int to) {
        var before = from > 0 ? text.charAt(from - 1) : ' ';
        var after = to < text.length() ? text.charAt(to) : ' ';
        if (BEFORE_IDENTIFIER.indexOf(before) >= 0 || Letters.isDigit(before)) {
            return true;
        }
        if (AFTER_IDENTIFIER.indexOf(after) >= 0 || hasAny(text, from, to, IN_IDENTIFIER)) {
            return true;
        }
        if (before == '.' && from > 1 && Letters.isLatin(text.charAt(from - 2)) && isSmall(text, from - 2)) {
            return true;
        }
        return after == '.' && to + 1 < text.length() && Character.isLowerCase(text.charAt(to + 1));
    }

    private static boolean isSmall(String text, int at) {
        return !Character.isUpperCase(text.charAt(at));
    }

    private boolean isNoName(String text, int from, int to) {
        if (to - from < 2 || from >= to || !Letters.isLatin(text.charAt(from)) || isInitials(text, from, to)) {
            return true;
        }
        var name = text.substring(from, to);
        if (name.startsWith("A ") || name.startsWith("An ")) {
            return true;
        }
        var last = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return COMPANIES.contains(last.substring(last.lastIndexOf(' ') + 1)) || !hasNameWord(name);
    }

    private static boolean isInitials(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            var isInitial = c >= 'A' && c <= 'Z' && (i == from || !Letters.isLatin(text.charAt(i - 1)));
            if (!isInitial && c != '.' && c != ' ') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether one of the words is not known as a word of the language, or is a common first name with a capital. In lower case
     * it must be known as a first name.
     */
    private boolean hasNameWord(String name) {
        var isLower = name.equals(name.toLowerCase(Locale.ROOT));
        for (var i = 0; i < name.length(); ) {
            var start = i;
            var key = 0L;
            while (i < name.length() && Letters.isLatin(name.charAt(i))) {
                key = Hash.append(key, Letters.lower(name.charAt(i++)));
            }
            if (i > start) {
                var value = lexicon.find(key);
                if (isLower) {
                    if (EnglishLexicon.firstName(value) >= KNOWN_FIRST_NAME && !EnglishLexicon.isLower(value)) {
                        return true;
                    }
                } else if (!EnglishLexicon.isLower(value)
                        || EnglishLexicon.firstName(value) >= COMMON_FIRST_NAME
                                && Character.isUpperCase(name.charAt(start))) {
                    return true;
                }
            } else {
                i++;
            }
        }
        return false;
    }

    private static boolean isThing(String text, int to) {
        if (!text.startsWith("s ", to + 1)) {
            return false;
        }
        var start = to + 3;
        var end = start;
        while (end < text.length() && Letters.isLatin(text.charAt(end))) {
            end++;
        }
        return end > start
                && THINGS.contains(Character.toLowerCase(text.charAt(start)) + text.substring(start + 1, end));
    }

    /** Whether an initial at the beginning of a line or sentence is rather the letter of an item. */
    private static boolean isListItem(String text, int from, int to) {
        var name = text.substring(from, to);
        if (!Character.isUpperCase(name.charAt(0)) || !name.startsWith(". ", 1)) {
            return false;
        }
        var startsLine = from == 0 || Letters.isLineEnd(text.charAt(from - 1));
        var startsSentence = from > 1
                && text.charAt(from - 1) == ' '
                && (SENTENCE_ENDS.indexOf(text.charAt(from - 2)) >= 0 || Letters.isLineEnd(text.charAt(from - 2)));
        return (startsLine || startsSentence)
                && name.chars().filter(it -> it == ' ').count() < 2;
    }

    private static boolean hasAny(String text, int from, int to, String characters) {
        for (var i = from; i < to; i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
