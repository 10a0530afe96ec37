package io.ambo.taggers;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Names found in a text: start, end, type of {@link Tags} and score of each. */
final class Spans {

    private int[] values = new int[4 * 16];
    private int size;

    int size() {
        return size;
    }

    int start(int index) {
        return values[4 * index];
    }

    int end(int index) {
        return values[4 * index + 1];
    }

    int type(int index) {
        return values[4 * index + 2];
    }

    /** How much better the tags of the name fit than no name at all; thresholds of certainty are in the same unit. */
    int score(int index) {
        return values[4 * index + 3];
    }

    void add(int start, int end, int type, int score) {
        if (4 * size == values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        set(size++, start, end, type, score);
    }

    /** Gives a name other ends. */
    void move(int index, int start, int end) {
        set(index, start, end, type(index), score(index));
    }

    void clear() {
        size = 0;
    }

    /** Removes the names whose index passes the test, from the one of the given index on. */
    void removeIf(int from, IntPredicate test) {
        var kept = from;
        for (var i = from; i < size; i++) {
            if (!test.test(i)) {
                set(kept++, start(i), end(i), type(i), score(i));
            }
        }
        size = kept;
    }

    /** Replaces the names of the indexes from one to another, the last included, by one that covers them. */
    void join(int from, int to) {
        var score = 0;
        for (var i = from; i <= to; i++) {
            score += score(i);
        }
        set(from, start(from), end(to), type(from), score);
        System.arraycopy(values, 4 * (to + 1), values, 4 * (from + 1), 4 * (size - to - 1));
        size -= to - from;
    }

    private void set(int index, int start, int end, int type, int score) {
        values[4 * index] = start;
        values[4 * index + 1] = end;
        values[4 * index + 2] = type;
        values[4 * index + 3] = score;
    }
}
