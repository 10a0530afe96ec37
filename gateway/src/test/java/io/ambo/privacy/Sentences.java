package io.ambo.privacy;

import io.ambo.RandomMatch;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Made-up texts from a seed: sentences around made-up values, in every writing that is promised. */
final class Sentences {

    /** Values that a scanner must find whatever stands around them. */
    static final List<String> VALUES = List.of(
            "13812345678",
            "+86 13900000000",
            "alice@example.com",
            "zhang.san@example.cn",
            "11010519491231002X",
            "4111111111111111",
            "6200000000000005",
            "192.0.2.17",
            "2001:db8::8:800:200c:417a",
            "sk-ant-api03-EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0",
            "AKIAIOSFODNN7EXAMPLE",
            "+44 20 7946 0958",
            "010-88880000");

    private static final List<String> FRAME = List.of(
            "我的电话是",
            "，",
            "请联系",
            "。",
            " ",
            " and ",
            "\n",
            "客户",
            "he said: ",
            "“",
            "”",
            "(",
            ")",
            "编号",
            "、",
            "谢谢",
            "\t",
            "/",
            "\"",
            "\\",
            "=",
            "; ",
            "：",
            "😀",
            "é",
            "ß",
            "的",
            "#",
            "<b>",
            "--- ");

    private final Random random;

    Sentences(long seed) {
        random = new Random(seed);
    }

    String frame() {
        return FRAME.get(random.nextInt(FRAME.size()));
    }

    String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** What one of them matches, if there are any, with what it asks to follow. */
    String matching(List<Pattern> patterns) {
        return patterns.isEmpty() ? frame() : RandomMatch.withWhatFollows(patterns.get(below(patterns.size())), random);
    }

    /** The value in one of the promised writings. */
    String written(String value) {
        return switch (random.nextInt(6)) {
            case 0 -> fullWidth(value);
            case 1 -> between(value, "\u200B");
            case 2 -> between(value, "\u00AD");
            case 3 -> spaced(value);
            case 4 -> numerals(value);
            default -> value;
        };
    }

    static String fullWidth(String value) {
        var wide = new StringBuilder();
        value.chars().forEach(c -> wide.append((char) (c > ' ' && c < 0x7F ? c + 0xFEE0 : c == ' ' ? '\u3000' : c)));
        return wide.toString();
    }

    static String between(String value, String mark) {
        return String.join(mark, value.split(""));
    }

    /** Digits in the groups in which they are written: a mobile number 3-4-4, longer numbers in fours. */
    static String spaced(String value) {
        if (value.matches("\\d{11}")) {
            return value.replaceAll("(?<=\\d{3})(\\d{4})", " $1");
        }
        return value.matches("\\d{12,19}X?") ? value.replaceAll("(\\d{4})(?=\\d)", "$1 ") : value;
    }

    static String numerals(String value) {
        if (!value.matches("\\d{11,19}X?")) {
            return value;
        }
        var numerals = new StringBuilder();
        value.chars().forEach(c -> numerals.append(c == 'X' ? 'X' : "〇一二三四五六七八九".charAt(c - '0')));
        return numerals.toString();
    }
}
