package io.ambo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Texts that a regular expression matches, drawn at random.
 *
 * <p>It knows what recognisers use: characters, classes, groups, alternatives, counted repeats. What must not stand
 * somewhere is passed over, and a text that the expression then does not match is drawn again.
 */
public final class RandomMatch {

    private static final int TRIES = 2000;
    private static final int MOST_REPEATS = 60;

    /** What a class is asked about, besides the characters that it is written with. */
    private static final String CHARACTERS = IntStream.concat(IntStream.of('\n', '\t'), IntStream.range(0x20, 0x7F))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            + "王李张刘陈杨赵黄周吴小明伟芳的是为在电话号中文你好";

    private final String regex;
    private final RandomGenerator random;
    private final boolean followed;
    private final Map<String, String> classes;
    private int at;

    private RandomMatch(String regex, RandomGenerator random, boolean followed, Map<String, String> classes) {
        this.regex = regex;
        this.random = random;
        this.followed = followed;
        this.classes = classes;
    }

    /** A text that it matches from beginning to end. */
    public static String of(Pattern pattern, RandomGenerator random) {
        return first(pattern, random, false, Matcher::matches);
    }

    /** A text that it matches from the beginning, with what it asks to follow. */
    public static String withWhatFollows(Pattern pattern, RandomGenerator random) {
        return first(pattern, random, true, Matcher::lookingAt);
    }

    private static String first(Pattern pattern, RandomGenerator random, boolean followed, Predicate<Matcher> matches) {
        var classes = new HashMap<String, String>();
        return Stream.generate(() -> new RandomMatch(pattern.pattern(), random, followed, classes).alternatives())
                .limit(TRIES)
                .filter(text -> matches.test(pattern.matcher(text)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no text found that matches " + pattern));
    }

    private String alternatives() {
        var choices = new ArrayList<String>();
        choices.add(sequence());
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            choices.add(sequence());
        }
        return choices.get(random.nextInt(choices.size()));
    }

    private String sequence() {
        var text = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            var from = at;
            atom();
            var atomEnd = at;
            var repeats = repeats();
            var after = at;
            for (var i = 0; i < repeats; i++) {
                at = from;
                text.append(atom());
            }
            at = Math.max(after, atomEnd);
        }
        return text.toString();
    }

    private String atom() {
        return switch (regex.charAt(at)) {
            case '(' -> group();
            case '[' -> one(set());
            case '\\' -> escape();
            case '$' -> nothing(1);
            default -> String.valueOf(regex.charAt(at++));
        };
    }

    private String nothing(int length) {
        at += length;
        return "";
    }

    /** The openings of groups, longer ones first where one begins as another does. */
    private enum Opening {
        AHEAD("(?="),
        NOT_AHEAD("(?!"),
        BEHIND("(?<="),
        NOT_BEHIND("(?<!"),
        NAMED("(?<value>"),
        PLAIN("(?:"),
        ANY_CASE("(?i:"),
        CAPTURING("(");

        private final String written;

        Opening(String written) {
            this.written = written;
        }
    }

    private String group() {
        var opening = Stream.of(Opening.values())
                .filter(it -> regex.startsWith(it.written, at))
                .findFirst()
                .orElseThrow();
        at += opening.written.length();
        var text = alternatives();
        at++;
        return switch (opening) {
            case NOT_AHEAD, BEHIND, NOT_BEHIND -> "";
            case AHEAD -> followed && random.nextBoolean() ? text : "";
            case ANY_CASE -> inAnyCase(text);
            case NAMED, PLAIN, CAPTURING -> text;
        };
    }

    private String inAnyCase(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
            default -> text;
        };
    }

    private String escape() {
        var c = regex.charAt(at + 1);
        return switch (c) {
            case 'd', 's' -> one(regex.substring(at, at += 2));
            case 'p' -> one(regex.substring(at, at = regex.indexOf('}', at) + 1));
            case 'b' -> nothing(2);
            case 'n' -> nothing(2) + "\n";
            default -> nothing(2) + c;
        };
    }

    /** The class that begins here; there may be others in it. */
    private String set() {
        var from = at;
        var depth = 0;
        do {
            var c = regex.charAt(at);
            at += c == '\\' ? 2 : 1;
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        } while (depth > 0);
        return regex.substring(from, at);
    }

    private String one(String set) {
        var members = classes.computeIfAbsent(set, this::members);
        return String.valueOf(members.charAt(random.nextInt(members.length())));
    }

    private String members(String set) {
        var pattern = Pattern.compile(set);
        var members = new StringBuilder();
        (CHARACTERS + set)
                .chars()
                .mapToObj(Character::toString)
                .filter(character -> pattern.matcher(character).matches())
                .distinct()
                .forEach(members::append);
        return members.toString();
    }

    private int repeats() {
        var least = 1;
        var most = 1;
        if (at < regex.length() && regex.charAt(at) == '{') {
            var end = regex.indexOf('}', at);
            var counts = regex.substring(at + 1, end).split(",", -1);
            least = Integer.parseInt(counts[0]);
            most = counts.length == 1 ? least : Math.min(Integer.parseInt(counts[1]), least + MOST_REPEATS);
            at = end + 1;
        } else if (at < regex.length() && "?+*".indexOf(regex.charAt(at)) >= 0) {
            least = regex.charAt(at) == '+' ? 1 : 0;
            most = regex.charAt(at) == '?' ? 1 : 3;
            at++;
        }
        if (at < regex.length() && (regex.charAt(at) == '+' || regex.charAt(at) == '?')) {
            at++;
        }
        return least + random.nextInt(most - least + 1);
    }
}
