package io.ambo.standin;

import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * A plain estimate of tokens: each Chinese, Japanese or Korean character is one, any other four characters are one,
 * rounded up. It is no vendor's tokenizer; it only makes usage figures plausible and repeatable.
 */
final class Tokens {
    private static final int CHARACTERS = 4;

    private Tokens() {}

    static int in(String text) {
        return rounded(text.codePoints().mapToLong(Tokens::quarters).sum());
    }

    /** The estimate over every string value in a tree. */
    static int in(JsonNode node) {
        if (node.isString()) {
            return in(node.stringValue());
        }
        int sum = 0;
        for (JsonNode child : node) {
            sum += in(child);
        }
        return sum;
    }

    /** The longest prefix of the text within the limit. */
    static String cut(String text, OptionalInt limit) {
        if (limit.isEmpty()) {
            return text;
        }
        long budget = (long) limit.getAsInt() * CHARACTERS;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            budget -= quarters(character);
            if (budget < 0) {
                return text.substring(0, end);
            }
            end += Character.charCount(character);
        }
        return text;
    }

    static boolean chinese(String text) {
        return text.codePoints().anyMatch(Tokens::wide);
    }

    private static long quarters(int character) {
        return wide(character) ? CHARACTERS : 1;
    }

    private static boolean wide(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }

    private static int rounded(long quarters) {
        return Math.toIntExact((quarters + CHARACTERS - 1) / CHARACTERS);
    }
}
