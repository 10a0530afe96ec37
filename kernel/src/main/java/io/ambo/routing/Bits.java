package io.ambo.routing;

/** Sets of destinations as bit sets: a destination's number in the catalogue is its bit. */
final class Bits {

    private Bits() {}

    static long[] none(int size) {
        return new long[size + 63 >>> 6];
    }

    static long[] all(int size) {
        var bits = none(size);
        for (var i = 0; i < size; i++) {
            add(bits, i);
        }
        return bits;
    }

    static void add(long[] bits, int element) {
        bits[element >>> 6] |= 1L << element;
    }

    static boolean has(long[] bits, int element) {
        return (bits[element >>> 6] >>> element & 1) != 0;
    }

    static void keep(long[] bits, long[] others) {
        for (var i = 0; i < bits.length; i++) {
            bits[i] &= others[i];
        }
    }

    static void remove(long[] bits, long[] others) {
        for (var i = 0; i < bits.length; i++) {
            bits[i] &= ~others[i];
        }
    }

    static void addAll(long[] bits, long[] others) {
        for (var i = 0; i < bits.length; i++) {
            bits[i] |= others[i];
        }
    }

    /** The smallest element that is at least {@code from}, or -1. */
    static int next(long[] bits, int from) {
        var word = from >>> 6;
        if (word >= bits.length) {
            return -1;
        }
        var rest = bits[word] & -1L << from;
        while (rest == 0) {
            if (++word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }
}
