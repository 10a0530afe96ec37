package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ambo.wire.JsonIndex;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The digits of an integer written with an exponent: {@code 1.3800138E10} is how some programs write 13800138000 after
 * storing it as a floating-point number.
 */
final class WrittenOut {

    /** No recogniser needs more digits. */
    private static final int MOST_DIGITS = 40;

    private WrittenOut() {}

    /** A number's digits as a piece that replaces its bytes, or null if the bytes already are the digits. */
    static @Nullable Piece of(JsonIndex index, int number, int @Nullable [] outer) {
        var start = index.start(number);
        var end = index.end(number);
        if (end - start > MOST_DIGITS || !hasExponent(index.bytes(), start, end)) {
            return null;
        }
        var digits = digits(index.text(number));
        return digits == null ? null : piece(digits.getBytes(US_ASCII), start, end, outer);
    }

    private static @Nullable String digits(String number) {
        try {
            var value = new BigDecimal(number).stripTrailingZeros();
            var whole = value.scale() <= 0 && value.precision() - (long) value.scale() <= MOST_DIGITS;
            return whole ? value.toPlainString() : null;
        } catch (NumberFormatException beyondAllExponents) {
            return null;
        }
    }

    private static boolean hasExponent(byte[] bytes, int start, int end) {
        for (var i = start; i < end; i++) {
            if ((bytes[i] | 0x20) == 'e') {
                return true;
            }
        }
        return false;
    }

    /** The first digit maps to the start of the number, all following ones to its end. */
    private static Piece piece(byte[] digits, int start, int end, int @Nullable [] outer) {
        var places = new int[digits.length + 1];
        Arrays.fill(places, outer == null ? end : outer[end]);
        places[0] = outer == null ? start : outer[start];
        return new Piece(digits, 0, digits.length, true, places);
    }
}
