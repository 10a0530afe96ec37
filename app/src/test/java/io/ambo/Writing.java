package io.ambo;

import java.util.random.RandomGenerator;

/** A way of writing a value that is promised to be found. */
enum Writing {
    PLAIN,
    FULL_WIDTH,
    SPACED,
    DASHED,
    ZERO_WIDTH,
    GLUED,
    ESCAPED,
    CHINESE_DIGITS,
    SPLIT;

    private static final String CHINESE = "零一二三四五六七八九";
    private static final String[] INVISIBLE = {"\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD"};

    /** The value in this writing; some writings are a matter of what is around it. */
    String of(MadeUp value, RandomGenerator random) {
        return switch (this) {
            case PLAIN, GLUED, ESCAPED, SPLIT -> value.value();
            case FULL_WIDTH -> fullWidth(value.value());
            case SPACED -> grouped(value.value(), ' ');
            case DASHED -> grouped(value.value(), '-');
            case ZERO_WIDTH -> zeroWidth(value.value(), random);
            case CHINESE_DIGITS -> chinese(value.value());
        };
    }

    private static String fullWidth(String text) {
        var wide = new StringBuilder();
        text.chars().forEach(c -> wide.append(c > ' ' && c < 0x7F ? (char) (c + 0xFEE0) : (char) c));
        return wide.toString();
    }

    /** Groups of four from the right, as people write numbers. */
    private static String grouped(String digits, char between) {
        var grouped = new StringBuilder();
        for (var i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 4 == 0) {
                grouped.append(between);
            }
            grouped.append(digits.charAt(i));
        }
        return grouped.toString();
    }

    private static String zeroWidth(String text, RandomGenerator random) {
        var spread = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            if (i > 0 && random.nextBoolean()) {
                spread.append(INVISIBLE[random.nextInt(INVISIBLE.length)]);
            }
            spread.append(text.charAt(i));
        }
        return spread.toString();
    }

    private static String chinese(String text) {
        var chinese = new StringBuilder();
        text.chars().forEach(c -> chinese.append(c >= '0' && c <= '9' ? CHINESE.charAt(c - '0') : (char) c));
        return chinese.toString();
    }
}
