package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/** Decodes percent-encoded characters and HTML entities, together with the text around them. */
final class MarkedText {

    /** How much text around an encoded character is read with it. */
    private static final int AROUND = 96;

    private static final int MOST_ENTITY = 10;
    private static final Map<String, Integer> NAMED = Map.ofEntries(
            Map.entry("amp", (int) '&'),
            Map.entry("apos", (int) '\''),
            Map.entry("colon", (int) ':'),
            Map.entry("commat", (int) '@'),
            Map.entry("dash", (int) '-'),
            Map.entry("equals", (int) '='),
            Map.entry("gt", (int) '>'),
            Map.entry("hyphen", (int) '-'),
            Map.entry("lowbar", (int) '_'),
            Map.entry("lt", (int) '<'),
            Map.entry("nbsp", (int) ' '),
            Map.entry("period", (int) '.'),
            Map.entry("plus", (int) '+'),
            Map.entry("quot", (int) '"'),
            Map.entry("sol", (int) '/'));

    private final String text;
    private final int from;
    private int at;
    private int next;
    private int value;

    MarkedText(String text, int from, int first) {
        this.text = text;
        this.from = from;
        this.at = first;
    }

    void addTo(List<EncodedRun> runs) {
        while (at < text.length()) {
            if (isEncoded(at)) {
                at = add(Math.max(from, at - AROUND), runs);
            } else {
                at++;
            }
        }
    }

    /** Adds the run that starts here and ends where no encoded character follows soon. */
    private int add(int start, List<EncodedRun> runs) {
        var builder = new EncodedRun.Builder(2 * AROUND);
        var end = Math.min(text.length(), at + AROUND);
        var i = beginning(start);
        while (i < end) {
            if (isEncoded(i)) {
                end = Math.min(text.length(), next + AROUND);
                put(builder, i);
            } else {
                next = i + Character.charCount(text.codePointAt(i));
                utf8(builder, text.codePointAt(i), i);
            }
            i = next;
        }
        if (EncodedRuns.isText(builder.bytes())) {
            runs.add(builder.run(start, i, false));
        }
        return i;
    }

    private int beginning(int start) {
        return start > 0 && Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start;
    }

    private void put(EncodedRun.Builder builder, int i) {
        if (text.charAt(i) == '&') {
            utf8(builder, value, i);
            return;
        }
        for (var byteAt = i; byteAt < next; byteAt += 3) {
            builder.add(number(text.substring(byteAt + 1, byteAt + 3), 16), byteAt);
        }
    }

    private static void utf8(EncodedRun.Builder builder, int codePoint, int at) {
        if (codePoint < 0x80) {
            builder.add(codePoint, at);
        } else {
            for (var b : Character.toString(codePoint).getBytes(UTF_8)) {
                builder.add(b, at);
            }
        }
    }

    /** Returns whether an encoded character starts here, and reads it. */
    private boolean isEncoded(int i) {
        return switch (text.charAt(i)) {
            case '%' -> isCharacter(i);
            case '&' -> isEntity(i + 1);
            default -> false;
        };
    }

    /** Percent-encoded bytes count as far as they are UTF-8: {@code %de} of a format is none. */
    private boolean isCharacter(int i) {
        var lead = byteAt(i);
        var count =
                lead < 0 || lead >= 0x80 && lead < 0xC2 ? 0 : lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        var bytes = new byte[count];
        for (var k = 0; k < count; k++) {
            var own = byteAt(i + 3 * k);
            if (own < 0) {
                return false;
            }
            bytes[k] = (byte) own;
        }
        next = i + 3 * count;
        return EncodedRuns.isText(bytes);
    }

    private int byteAt(int i) {
        return i + 3 > text.length() || text.charAt(i) != '%' ? -1 : number(text.substring(i + 1, i + 3), 16);
    }

    private boolean isEntity(int i) {
        var semicolon = text.indexOf(';', i, Math.min(text.length(), i + MOST_ENTITY));
        if (semicolon < 0) {
            return false;
        }
        value = codePoint(text.substring(i, semicolon));
        next = semicolon + 1;
        return value >= 0;
    }

    private static int codePoint(String entity) {
        if (!entity.startsWith("#")) {
            return NAMED.getOrDefault(entity, -1);
        }
        var hex = entity.startsWith("x", 1) || entity.startsWith("X", 1);
        var value = hex ? number(entity.substring(2), 16) : number(entity.substring(1), 10);
        var surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return value == 0 || surrogate || value > Character.MAX_CODE_POINT ? -1 : value;
    }

    /** The value of these digits, or -1 if they are none. */
    private static int number(String digits, int radix) {
        var value = digits.isEmpty() ? -1 : 0;
        for (var i = 0; i < digits.length() && value >= 0; i++) {
            var digit = Character.digit(digits.charAt(i), radix);
            value = digit < 0 || digits.charAt(i) >= 0x80 ? -1 : value * radix + digit;
        }
        return value;
    }
}
