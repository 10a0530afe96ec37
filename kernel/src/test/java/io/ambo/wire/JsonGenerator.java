package io.ambo.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Generates JSON texts from a seed, valid ones and ones with a few changed bytes. */
final class JsonGenerator {

    private static final List<String> CHARACTERS = List.of(
            "a",
            "Z",
            " ",
            "é",
            "中",
            "😀",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u4e2d",
            "\\uD83D\\uDE00",
            "\\ud800",
            "\\u0000",
            "\\b\\f\\r\\t",
            "abcdefgh",
            "12345678",
            "\u007F",
            "\uFEFF",
            "\u2028",
            "\uFFFF",
            "ß",
            "{",
            "]",
            "'");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-12",
            "1.5",
            "0.0",
            "1e5",
            "1E+5",
            "2e-3",
            "-1.25E10",
            "9007199254740993",
            "01",
            "1.",
            ".5",
            "-",
            "+1",
            "1e",
            "NaN",
            "1.e1",
            "0x1",
            "--1");
    private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t\r", "  ");
    private static final byte[] BYTES = bytes();

    private final Random random;

    JsonGenerator(long seed) {
        random = new Random(seed);
    }

    byte[] valid() {
        var out = new StringBuilder();
        value(out, 0);
        return out.toString().getBytes(UTF_8);
    }

    /** Changes, removes or inserts one to four bytes; about half of these texts are not JSON. */
    byte[] mutated() {
        var bytes = valid();
        for (var times = random.nextInt(4); times >= 0; times--) {
            bytes = mutated(bytes);
        }
        return bytes;
    }

    private byte[] mutated(byte[] bytes) {
        var at = random.nextInt(bytes.length + 1);
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        var kind = random.nextInt(3);
        if (kind != 0) {
            out.write(BYTES[random.nextInt(BYTES.length)]);
        }
        var skipped = kind == 1 ? at : Math.min(bytes.length, at + 1);
        out.write(bytes, skipped, bytes.length - skipped);
        return out.toByteArray();
    }

    private void value(StringBuilder out, int depth) {
        space(out);
        switch (depth > 5 ? 2 + random.nextInt(3) : random.nextInt(6)) {
            case 0 -> object(out, depth);
            case 1 -> array(out, depth);
            case 2 -> out.append(NUMBERS.get(random.nextInt(random.nextInt(20) == 0 ? NUMBERS.size() : 11)));
            case 3 -> out.append(List.of("true", "false", "null").get(random.nextInt(3)));
            default -> string(out);
        }
        space(out);
    }

    private void object(StringBuilder out, int depth) {
        out.append('{');
        for (var i = random.nextInt(4); i > 0; i--) {
            space(out);
            string(out);
            space(out);
            out.append(':');
            value(out, depth + 1);
            out.append(i > 1 ? "," : "");
        }
        space(out);
        out.append('}');
    }

    private void array(StringBuilder out, int depth) {
        out.append('[');
        for (var i = random.nextInt(4); i > 0; i--) {
            value(out, depth + 1);
            out.append(i > 1 ? "," : "");
        }
        space(out);
        out.append(']');
    }

    private void string(StringBuilder out) {
        out.append('"');
        for (var i = random.nextInt(9); i > 0; i--) {
            out.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        out.append('"');
    }

    private void space(StringBuilder out) {
        out.append(SPACES.get(random.nextInt(SPACES.size())));
    }

    private static byte[] bytes() {
        var some = "{}[]\",:\\/ut0123456789eE+-.nfalsr \n\t\u0001x".getBytes(UTF_8);
        var high = new int[] {0x80, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF, 0x1F, 0x7F, 0};
        var all = java.util.Arrays.copyOf(some, some.length + high.length);
        for (var i = 0; i < high.length; i++) {
            all[some.length + i] = (byte) high[i];
        }
        return all;
    }
}
