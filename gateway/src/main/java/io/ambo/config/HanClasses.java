package io.ambo.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes classes of many Chinese characters quick: {@code java.util.regex} tries such characters one after the other.
 *
 * <p>A class that is nothing but a row of them, like {@code [王李张…]}, becomes a tree of ranges that are halved again and
 * again, so that a character is looked for in a few steps. It matches the same.
 */
final class HanClasses {

    private static final int MOST_IN_A_ROW = 4;
    private static final Pattern ROW = Pattern.compile("\\[(\\^?)([\\u4E00-\\u9FFF]{" + 4 * MOST_IN_A_ROW + ",})\\]");

    private HanClasses() {}

    static String halved(String pattern) {
        return ROW.matcher(pattern).replaceAll(row -> {
            var characters = row.group(2).chars().sorted().distinct().toArray();
            return Matcher.quoteReplacement("[" + row.group(1) + tree(characters, 0, characters.length) + "]");
        });
    }

    private static String tree(int[] characters, int from, int to) {
        if (to - from <= MOST_IN_A_ROW) {
            return "[" + new String(characters, from, to - from) + "]";
        }
        var middle = (from + to) >>> 1;
        var range = new StringBuilder("[").appendCodePoint(characters[from]).append('-');
        range.appendCodePoint(characters[to - 1]).append("&&[");
        return range + tree(characters, from, middle) + tree(characters, middle, to) + "]]";
    }
}
