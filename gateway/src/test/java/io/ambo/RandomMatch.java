package io.ambo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Texts that a regular expression matches, drawn at random.
 *
 * <p>It knows what recognisers use: characters, classes, groups, alternatives, counted repeats. What looks ahead or
 * behind is passed over, and a text that the whole expression then does not match is drawn again.
 */
final class RandomMatch {

    private static final int TRIES = 200;
    private static final int MOST_REPEATS = 60;

    private final String regex;
    private final RandomGenerator random;
    private int at;

    private RandomMatch(String regex, RandomGenerator random) {
        this.regex = regex;
        this.random = random;
    }

    static String of(Pattern pattern, RandomGenerator random) {
        for (var i = 0; i < TRIES; i++) {
            var text = new RandomMatch(pattern.pattern(), random).alternatives();
            if (pattern.matcher(text).matches()) {
                return text;
            }
        }
        throw new IllegalStateException("no text found that matches " + pattern);
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
            default -> String.valueOf(regex.charAt(at++));
        };
    }

    private String group() {
        at++;
        var looks =
                regex.startsWith("?=", at) || regex.startsWith("?!", at) || regex.startsWith("?<", at) && looksBehind();
        if (regex.charAt(at) == '?') {
            at = regex.startsWith("?<", at) && !looks
                    ? regex.indexOf('>', at) + 1
                    : at + (regex.charAt(at + 1) == '<' ? 3 : 2);
        }
        var text = alternatives();
        at++;
        return looks ? "" : text;
    }

    private boolean looksBehind() {
        return regex.charAt(at + 2) == '=' || regex.charAt(at + 2) == '!';
    }

    private String escape() {
        at += 2;
        var c = regex.charAt(at - 1);
        return c == 'd' ? String.valueOf((char) ('0' + random.nextInt(10))) : String.valueOf(c);
    }

    private List<Character> set() {
        var characters = new ArrayList<Character>();
        at++;
        while (regex.charAt(at) != ']') {
            var first = regex.charAt(at) == '\\' ? regex.charAt(++at) : regex.charAt(at);
            at++;
            if (regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
                for (var c = first; c <= regex.charAt(at + 1); c++) {
                    characters.add(c);
                }
                at += 2;
            } else {
                characters.add(first);
            }
        }
        at++;
        return characters;
    }

    private String one(List<Character> characters) {
        return String.valueOf(characters.get(random.nextInt(characters.size())));
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
        } else if (at < regex.length() && regex.charAt(at) == '?') {
            least = 0;
            at++;
        }
        if (at < regex.length() && (regex.charAt(at) == '+' || regex.charAt(at) == '?')) {
            at++;
        }
        return least + random.nextInt(most - least + 1);
    }
}
