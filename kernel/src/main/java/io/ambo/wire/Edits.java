package io.ambo.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to change in a body: replaced ranges that do not overlap; what is inserted where another range begins comes
 * before it. One gather at the end writes what goes out, so that everything else leaves byte for byte as it came.
 */
public final class Edits {

    /** Bytes {@code start} to {@code end} become {@code replacement}; an empty range inserts. */
    public record Edit(int start, int end, byte[] replacement) {
        public Edit {
            if (start < 0 || end < start) {
                throw new IllegalArgumentException("an edit from " + start + " to " + end);
            }
        }
    }

    private final List<Edit> edits = new ArrayList<>();
    private boolean sorted = true;

    public void replace(int start, int end, byte[] replacement) {
        edits.add(new Edit(start, end, replacement));
        sorted = false;
    }

    public void addAll(Edits others) {
        edits.addAll(others.edits);
        sorted = false;
    }

    /** Whether an edit replaces all of this range, so that what stands there does not leave. */
    public boolean covers(int start, int end) {
        sort();
        var low = 0;
        var high = edits.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (edits.get(middle).start() <= start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && end <= edits.get(low - 1).end();
    }

    /** Once for any number of questions; edits that do not overlap have their ends in the same order. */
    private void sort() {
        if (!sorted) {
            edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
            sorted = true;
        }
    }

    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /** The bytes with every edit made; the array itself, not a copy, when there is none. */
    public byte[] applyTo(byte[] bytes) {
        return applyTo(bytes, 0, bytes.length);
    }

    /** The same for a part; edits must lie within it. */
    public byte[] applyTo(byte[] bytes, int from, int to) {
        if (edits.isEmpty() && from == 0 && to == bytes.length) {
            return bytes;
        }
        sort();
        var out = new byte[lengthAfter(to - from)];
        var read = from;
        var written = 0;
        for (var edit : edits) {
            if (edit.start() < read || edit.end() > to) {
                throw new IllegalStateException("edits overlap or lie outside at byte " + edit.start());
            }
            System.arraycopy(bytes, read, out, written, edit.start() - read);
            written += edit.start() - read;
            System.arraycopy(edit.replacement(), 0, out, written, edit.replacement().length);
            written += edit.replacement().length;
            read = edit.end();
        }
        System.arraycopy(bytes, read, out, written, to - read);
        return out;
    }

    private int lengthAfter(int length) {
        long after = length;
        for (var edit : edits) {
            after += edit.replacement().length - (edit.end() - edit.start());
        }
        return Math.toIntExact(after);
    }
}
