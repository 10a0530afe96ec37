package io.ambo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for a value in bytes that left, in every view in which somebody could still read it: as it stands, with escapes
 * of JSON undone (more than once), in Unicode's normal form without characters that have no width, and as bare digits
 * and letters. It shares no code with what is tested.
 */
final class Traces {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|(.))", Pattern.DOTALL);
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFFA0\\uFE00-\\uFE0F]");
    private static final String CHINESE = "零一二三四五六七八九";
    private static final int FEWEST_BARE = 7;
    private static final int FEWEST_DIGITS = 4;
    private static final int LONG_NUMBER = 11;
    private static final int WINDOW = 8;
    private static final int DEEPEST_ESCAPE = 4;

    private final Map<String, String> views = new LinkedHashMap<>();

    private Traces(String text) {
        var unescaped = text;
        for (var depth = 0; depth <= DEEPEST_ESCAPE; depth++) {
            views.put("escapes undone " + depth + " times", unescaped);
            views.put("normal form, escapes undone " + depth + " times", normal(unescaped));
            views.put("bare, escapes undone " + depth + " times", bare(unescaped));
            unescaped = unescaped(unescaped);
        }
    }

    static Traces in(String text) {
        return new Traces(text);
    }

    /** In which view the value can be read, if in any. */
    Optional<String> of(String value) {
        var normal = normal(value);
        var bare = bare(value);
        return views.entrySet().stream()
                .filter(view -> view.getKey().startsWith("bare")
                        ? parts(bare).stream().anyMatch(view.getValue()::contains)
                        : view.getValue().contains(normal) || view.getValue().contains(value))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * What of a value tells it when it is bare: all of it when there is enough of it not to arise by chance, and of a
     * long number any eight digits in a row.
     */
    private static List<String> parts(String bare) {
        var digits = bare.chars().filter(c -> c >= '0' && c <= '9').count();
        var parts = new ArrayList<String>();
        if (bare.length() >= FEWEST_BARE && digits >= FEWEST_DIGITS) {
            parts.add(bare);
        }
        if (digits >= LONG_NUMBER && digits >= bare.length() - 1) {
            for (var i = 0; i + WINDOW <= bare.length(); i++) {
                parts.add(bare.substring(i, i + WINDOW));
            }
        }
        return parts;
    }

    private static String normal(String text) {
        var form = Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
        return form.toLowerCase(Locale.ROOT);
    }

    private static String bare(String text) {
        var bare = new StringBuilder();
        normal(text).chars().forEach(c -> {
            var digit = CHINESE.indexOf(c);
            if (digit >= 0) {
                bare.append(digit);
            } else if (c < 0x80 && Character.isLetterOrDigit(c)) {
                bare.append((char) c);
            }
        });
        return bare.toString();
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> {
            var plain = match.group(1) != null
                    ? String.valueOf((char) Integer.parseInt(match.group(1), 16))
                    : simple(match.group(2));
            return Matcher.quoteReplacement(plain);
        });
    }

    private static String simple(String escaped) {
        return switch (escaped) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            default -> escaped;
        };
    }
}
