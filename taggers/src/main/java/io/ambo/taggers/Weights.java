package io.ambo.taggers;

import java.io.DataInput;
import java.io.IOException;

/**
 * The weights of a perceptron: a row for each feature, a byte in it for each tag, and the weights of one tag after another.
 *
 * <p>A row is two longs. Each byte holds its weight plus 128, so that the rows of a token are added as lanes of 16 bits in
 * four longs: up to 256 rows cannot carry from one lane into the next.
 */
final class Weights {

    /** The tag before the first token, in the table of transitions. */
    static final int START = Tags.COUNT;

    /** How many longs a sum of rows takes. */
    static final int SUM = 4;

    /** By how many bits scores are shifted in {@link #transitions}; the bits below hold the tag before. */
    static final int SHIFT = 4;

    private static final int BIAS = 128;
    private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;

    private final long[] lanes;
    private final int[] transitions;
    private final int mask;
    private final float scale;

    private Weights(long[] lanes, int[] transitions, float scale) {
        this.lanes = lanes;
        this.transitions = transitions;
        this.mask = lanes.length / 2 - 1;
        this.scale = scale;
    }

    static Weights read(DataInput input) throws IOException {
        var rows = 1 << input.readByte();
        var scale = input.readFloat();
        var transitions = new int[Tags.COUNT << SHIFT];
        for (var from = 0; from <= Tags.COUNT; from++) {
            for (var to = 0; to < Tags.COUNT; to++) {
                transitions[(to << SHIFT) + from] = (input.readInt() << SHIFT) | from;
            }
        }
        var bytes = new byte[rows * Tags.COUNT];
        input.readFully(bytes);
        return new Weights(lanes(bytes, rows), transitions, scale);
    }

    private static long[] lanes(byte[] bytes, int rows) {
        var lanes = new long[2 * rows];
        for (var row = 0; row < rows; row++) {
            for (var tag = 0; tag < Tags.COUNT; tag++) {
                lanes[2 * row + (tag >> 3)] |= (long) (bytes[row * Tags.COUNT + tag] + BIAS) << 8 * (tag & 7);
            }
        }
        return lanes;
    }

    /** By what a sum is multiplied to be in the unit of the training. */
    float scale() {
        return scale;
    }

    /** The weights of each tag after each other one: those that lead to {@code tag} begin at {@code tag << SHIFT}. */
    int[] transitions() {
        return transitions;
    }

    /** Adds rows up, into {@link #SUM} longs at an index. */
    void sum(int[] rows, long[] sums, int at) {
        var low = 0L;
        var lowOdd = 0L;
        var high = 0L;
        var highOdd = 0L;
        for (var row : rows) {
            var index = (row & mask) << 1;
            var first = lanes[index];
            var second = lanes[index + 1];
            low += first & EVEN_BYTES;
            lowOdd += first >>> 8 & EVEN_BYTES;
            high += second & EVEN_BYTES;
            highOdd += second >>> 8 & EVEN_BYTES;
        }
        sums[at] = low;
        sums[at + 1] = lowOdd;
        sums[at + 2] = high;
        sums[at + 3] = highOdd;
    }

    /** What a sum of so many rows says for a tag. */
    static int score(long[] sums, int at, int tag, int rows) {
        var lane = sums[at + (tag >> 3 << 1) + (tag & 1)] >>> ((tag & 6) << 3);
        return (int) (lane & 0xFFFF) - BIAS * rows;
    }
}
