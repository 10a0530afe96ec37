package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.wire.Words;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the parts of a text that are base64 of a text, or in which characters are percent-encoded or written as HTML
 * entities. What does not decode to text, such as a picture, is given up after its first characters.
 */
final class EncodedRuns {

    /** The fewest characters of base64 that can hold a value. */
    private static final int LEAST_BASE64 = 16;

    /** The most characters that are decoded of one passage. */
    private static final int MOST = 1 << 20;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] SEXTETS = sextets();

    private final byte[] outline;
    private final int from;
    private final int to;
    private final List<EncodedRun> runs = new ArrayList<>();
    private int left = MOST;

    private EncodedRuns(NormalText text, int from) {
        this.outline = text.outline();
        this.from = from;
        this.to = text.length();
    }

    /** The encoded parts of a text from this character on. */
    static List<EncodedRun> in(NormalText text, int from) {
        var found = new EncodedRuns(text, from);
        found.base64();
        var first = found.firstMark(from);
        if (first < found.to) {
            new MarkedText(text.toString(), from, first).addTo(found.runs);
        }
        return found.runs;
    }

    private static byte[] sextets() {
        var values = new byte[0x100];
        Arrays.fill(values, (byte) -1);
        for (var i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        values['-'] = values['+'];
        values['_'] = values['/'];
        return values;
    }

    /** The first percent sign or ampersand, or the end. */
    private int firstMark(int start) {
        var i = start;
        while (i + Long.BYTES <= to) {
            var word = Words.at(outline, i);
            if ((zeroes(word ^ '%' * ONES) | zeroes(word ^ '&' * ONES)) != 0) {
                break;
            }
            i += Long.BYTES;
        }
        while (i < to && outline[i] != '%' && outline[i] != '&') {
            i++;
        }
        return i;
    }

    private static long zeroes(long word) {
        return word - ONES & ~word & HIGHS;
    }

    private void base64() {
        for (var i = from + LEAST_BASE64 - 1; i < to; i += LEAST_BASE64) {
            if (isSextet(i)) {
                var start = i;
                while (start > from && start > i - LEAST_BASE64 && isSextet(start - 1)) {
                    start--;
                }
                var end = i + 1;
                while (end < to && isSextet(end)) {
                    end++;
                }
                decode(start, end);
                i = Math.max(i, end - 1);
            }
        }
    }

    private boolean isSextet(int at) {
        return SEXTETS[outline[at] & 0xFF] >= 0;
    }

    /** Decodes a run, or, where it is part of a path or a name, what follows the last slash. */
    private void decode(int start, int end) {
        if (end - start < LEAST_BASE64 || end - start > left || add(start, end)) {
            return;
        }
        var slash = end - 1;
        while (slash >= start && outline[slash] != '/') {
            slash--;
        }
        if (slash >= start && end - slash > LEAST_BASE64) {
            add(slash + 1, end);
        }
    }

    private boolean add(int start, int end) {
        var builder = new EncodedRun.Builder((end - start) / 4 * 3 + 3);
        var bits = 0;
        var count = 0;
        for (var i = start; i < end; i++) {
            bits = bits << 6 | SEXTETS[outline[i] & 0xFF];
            count += 6;
            if (count >= 8) {
                count -= 8;
                var value = bits >> count & 0xFF;
                if (isControl(value)) {
                    return false;
                }
                builder.add(value, start);
            }
        }
        builder.leaveOutCutCharacters();
        if (!isText(builder.bytes())) {
            return false;
        }
        var padded = end;
        while (padded < to && padded < end + 2 && outline[padded] == '=') {
            padded++;
        }
        left -= end - start;
        runs.add(builder.run(start, padded, true));
        return true;
    }

    private static boolean isControl(int value) {
        return value < ' ' && value != '\n' && value != '\r' && value != '\t' || value == 0x7F;
    }

    /** Returns whether these bytes are UTF-8. */
    static boolean isText(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).hasRemaining();
        } catch (CharacterCodingException noText) {
            return false;
        }
    }
}
