package io.ambo.format;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes up JSON texts with all the freedom that JSON leaves: white space, escapes, deep and empty values. */
final class RandomJson {

    /** The first letters of names that no format knows. */
    static final String UNKNOWN = "zz";

    private static final List<String> WORDS = List.of(
            "hello",
            "张伟",
            "138 0013 8000",
            "a\\nb",
            "\\u0041",
            "{}",
            "[1]",
            "{\\\"zza\\\":\\\"b\\\"}",
            "😀",
            "",
            "data:image/png;base64,iVBORw0KGgo=",
            "data: not an address",
            "x",
            "\\\\",
            "{not json}",
            " [2]");

    private final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int upTo(int limit) {
        return random.nextInt(limit + 1);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String space() {
        return chance(80) ? "" : one(List.of(" ", "\n", "\t ", "\r\n"));
    }

    /** Words as they stand between the quotes. */
    String words() {
        return one(WORDS) + (chance(30) ? one(WORDS) : "");
    }

    String string() {
        return quoted(words());
    }

    String quoted(String inside) {
        return "\"" + inside + "\"";
    }

    String number() {
        return one(List.of("0", "-1", "13800138000", "1e5", "12.3456", "1234", "12345", "0.7", "-0.00001"));
    }

    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0, 1, 2 -> string();
            case 3 -> number();
            case 4 -> one(List.of("true", "false"));
            case 5 -> "null";
            case 6 -> array(() -> value(depth - 1), upTo(3));
            default -> object(List.of(), depth - 1);
        };
    }

    String array(Supplier<String> element, int length) {
        var out = new StringBuilder("[").append(space());
        for (var i = 0; i < length; i++) {
            out.append(i == 0 ? "" : "," + space()).append(element.get()).append(space());
        }
        return out.append(']').toString();
    }

    /** An object of these members and some more, in any order. */
    String object(List<String> members, int depth) {
        var all = new java.util.ArrayList<>(members);
        var names = new HashSet<String>();
        for (var i = upTo(3); i > 0; i--) {
            var name = UNKNOWN + random.nextInt(1000);
            if (names.add(name)) {
                all.add(member(chance(20) ? "\\u007a" + name.substring(1) : name, value(depth)));
            }
        }
        java.util.Collections.shuffle(all, random);
        return "{" + space() + String.join("," + space(), all) + space() + "}";
    }

    String member(String name, String value) {
        return quoted(name) + space() + ":" + space() + value;
    }
}
