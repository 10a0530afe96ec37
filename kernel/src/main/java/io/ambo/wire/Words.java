package io.ambo.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Operations on eight bytes at a time, packed in a long.
 *
 * <p>The tests for equal bytes and for bytes below a bound are those of "Bit Twiddling Hacks" (S. E. Anderson),
 * "determine if a word has a byte less than n". Each sets the highest bit of every matching byte. A borrow may also set
 * that of a non-matching byte above it; the lowest mark is always right, and no match is missed.
 */
public final class Words {

    static final long HIGHS = 0x8080808080808080L;

    private static final long ONES = 0x0101010101010101L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    /** The eight bytes at {@code from}, little-endian. */
    public static long at(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    /** The four bytes at {@code from}, little-endian. */
    public static int fourAt(byte[] bytes, int from) {
        return (int) INTS.get(bytes, from);
    }

    /** Marks the bytes equal to an ASCII value. */
    static long equal(long word, int value) {
        var different = word ^ value * ONES;
        return (different - ONES) & ~different & HIGHS;
    }

    /** Marks the bytes below a bound of at most 128. */
    static long below(long word, int bound) {
        return (word - bound * ONES) & ~word & HIGHS;
    }

    /** The number of bytes below the lowest mark. */
    static int before(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** The position of the first LF or CR, or {@code to}. */
    static int lineEnd(byte[] bytes, int from, int to) {
        var i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            var word = at(bytes, i);
            var ends = equal(word, '\n') | equal(word, '\r');
            if (ends != 0) {
                return i + before(ends);
            }
        }
        while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    /** The position of the first backslash or non-ASCII byte, or {@code to}. */
    public static int plainEnd(byte[] bytes, int from, int to) {
        var i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            var word = at(bytes, i);
            var others = word & HIGHS | equal(word, '\\');
            if (others != 0) {
                return i + before(others);
            }
        }
        while (i < to && bytes[i] >= 0 && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** The number of letters among these bytes, which must all be ASCII. */
    public static int letters(byte[] bytes, int from, int to) {
        var letters = 0;
        var i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            var lower = at(bytes, i) | 0x20 * ONES;
            letters += Long.bitCount((lower + (0x80 - 'a') * ONES & ~(lower + (0x80 - 'z' - 1) * ONES)) & HIGHS);
        }
        for (; i < to; i++) {
            var lower = bytes[i] | 0x20;
            letters += lower >= 'a' && lower <= 'z' ? 1 : 0;
        }
        return letters;
    }
}
