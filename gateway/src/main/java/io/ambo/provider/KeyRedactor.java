package io.ambo.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Takes a provider's key out of what the provider says.
 *
 * <p>Out of an error's words goes any part of the key of twelve letters and digits in a row, whatever stands between them
 * (blanks, marks, invisible characters), in either case, percent-encoded, and in Base64 or hexadecimal. Out of an answer goes
 * the key as it is: that search looks at three bytes in as many as the key has (Wu and Manber), so that it costs next to
 * nothing.
 */
final class KeyRedactor {

    private static final int PIECE = 12;
    private static final int SHORTEST = 8;
    private static final int GRAM = 3;
    private static final int HASHES = 4096;
    private static final byte MASK = '*';

    /** Longer texts are not shown at all. */
    private static final int MOST_WORDS = 4000;

    private final byte[] key;

    /** How far the search may go on from three bytes of this hash; 0 for the last three of the key. */
    private final int[] shifts = new int[HASHES];

    private final int piece;
    private final Set<String> pieces = new HashSet<>();

    KeyRedactor(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        Arrays.fill(shifts, Math.max(1, this.key.length - GRAM + 1));
        for (var end = GRAM - 1; end < this.key.length; end++) {
            shifts[hash(this.key, end)] = this.key.length - 1 - end;
        }
        var plain = Plain.of(key).text();
        this.piece = Math.min(PIECE, plain.length());
        if (plain.length() >= SHORTEST) {
            addPieces(plain);
            addPieces(HexFormat.of().formatHex(this.key));
            addBase64();
        }
    }

    private void addPieces(String plain) {
        for (var i = 0; i + piece <= plain.length(); i++) {
            pieces.add(plain.substring(i, i + piece));
        }
    }

    /** Three forms, after how many bytes stand before the key; those that share bits with a neighbour are left out. */
    private void addBase64() {
        for (var before = 0; before < 3; before++) {
            var padded = new byte[before + key.length];
            System.arraycopy(key, 0, padded, before, key.length);
            var whole = Base64.getEncoder().withoutPadding().encodeToString(padded);
            var from = before == 0 ? 0 : before + 1;
            if (from < whole.length() - 1) {
                addPieces(Plain.of(whole.substring(from, whole.length() - 1)).text());
            }
        }
    }

    /** The words with a mark in place of each part of the key. */
    String inWords(String words, String mark) {
        var bounded = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
        var exact = key.length == 0 ? bounded : bounded.replace(new String(key, StandardCharsets.UTF_8), mark);
        if (pieces.isEmpty()) {
            return exact;
        }
        var plain = Plain.of(exact);
        var shown = new StringBuilder();
        var from = 0;
        var end = -1;
        for (var i = 0; i + piece <= plain.text().length(); i++) {
            if (pieces.contains(plain.text().substring(i, i + piece))) {
                if (plain.from(i) >= end) {
                    shown.append(exact, from, plain.from(i)).append(mark);
                }
                end = plain.end(i + piece - 1);
                from = end;
            }
        }
        return from == 0 ? exact : shown.append(exact, from, exact.length()).toString();
    }

    /** Writes over every place within the range where the key stands as it is. */
    void inAnswer(byte[] bytes, int from, int to) {
        if (key.length < SHORTEST) {
            return;
        }
        for (var end = from + key.length - 1; end < to; ) {
            var shift = shifts[hash(bytes, end)];
            if (shift == 0) {
                var start = end + 1 - key.length;
                if (Arrays.equals(bytes, start, end + 1, key, 0, key.length)) {
                    Arrays.fill(bytes, start, end + 1, MASK);
                }
                shift = 1;
            }
            end += shift;
        }
    }

    private static int hash(byte[] bytes, int end) {
        return (bytes[end - 2] * 961 + bytes[end - 1] * 31 + bytes[end]) & (HASHES - 1);
    }

    /** The letters and digits of a text in small letters, escapes resolved, with the place of each in the text. */
    private record Plain(String text, int[] starts, int[] ends) {

        static Plain of(String words) {
            var text = new StringBuilder();
            var starts = new int[words.length()];
            var ends = new int[words.length()];
            for (var i = 0; i < words.length(); i++) {
                var escaped = escaped(words, i);
                var c = escaped < 0 ? words.charAt(i) : (char) escaped;
                var end = escaped < 0 ? i : i + 2;
                if (c < 0x80 && Character.isLetterOrDigit(c)) {
                    starts[text.length()] = i;
                    ends[text.length()] = end + 1;
                    text.append(c);
                }
                i = end;
            }
            return new Plain(text.toString().toLowerCase(Locale.ROOT), starts, ends);
        }

        private static int escaped(String words, int at) {
            return words.charAt(at) == '%'
                            && at + 2 < words.length()
                            && HexFormat.isHexDigit(words.charAt(at + 1))
                            && HexFormat.isHexDigit(words.charAt(at + 2))
                    ? HexFormat.fromHexDigits(words, at + 1, at + 3)
                    : -1;
        }

        int from(int at) {
            return starts[at];
        }

        int end(int at) {
            return ends[at];
        }
    }
}
