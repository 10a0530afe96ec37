package io.ambo.privacy;

import java.util.Arrays;

/**
 * The source bytes of each character of a text, stored as runs of characters with the same number of bytes: consecutive
 * ASCII is one run, and so is consecutive Chinese text.
 */
final class Origins {

    private int[] firsts = new int[16];
    private int[] starts = new int[16];
    private int[] sizes = new int[16];
    private int rows;

    /* Of the last run: the bytes per character, and where character 0 would start if the run included it. */
    private int size;
    private int zero;

    void clear() {
        rows = 0;
        size = 0;
    }

    /**
     * Sets the source of a character, and of the following ones of the same size; a second entry for a position
     * replaces the first.
     */
    void put(int at, int start, int end) {
        if (end - start != size || start - at * size != zero) {
            row(at, start, end - start);
        }
    }

    private void row(int first, int start, int length) {
        if (rows > 0 && firsts[rows - 1] == first) {
            rows--;
        }
        if (rows == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * rows);
            starts = Arrays.copyOf(starts, 2 * rows);
            sizes = Arrays.copyOf(sizes, 2 * rows);
        }
        firsts[rows] = first;
        starts[rows] = start;
        sizes[rows++] = length;
        size = length;
        zero = start - first * length;
    }

    /** The first byte of a character. */
    int start(int at) {
        var row = row(at);
        return starts[row] + (at - firsts[row]) * sizes[row];
    }

    /** The byte after a character. */
    int end(int at) {
        return start(at) + sizes[row(at)];
    }

    private int row(int at) {
        var found = Arrays.binarySearch(firsts, 0, rows, at);
        return found < 0 ? -found - 2 : found;
    }
}
