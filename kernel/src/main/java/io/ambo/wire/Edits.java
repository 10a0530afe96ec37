package io.ambo.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The changes to a body: non-overlapping ranges with their replacements. An insertion at the start of a replaced range
 * comes before its replacement. All edits are applied in one pass, so that every other byte is sent unchanged.
 */
public final class Edits {

    /** Replaces the bytes {@code start} to {@code end} with {@code replacement}; an empty range inserts. */
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

    /** Returns whether a single edit replaces this whole range, so that its original content is not sent. */
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

    /** Sorts once for all queries. Edits do not overlap, so sorting by start also sorts by end. */
    private void sort() {
        if (!sorted) {
            edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
            sorted = true;
        }
    }

    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /** Returns the bytes with all edits applied; without edits, the array itself, not a copy. */
    public byte[] applyTo(byte[] bytes) {
        return applyTo(bytes, 0, bytes.length);
    }

    /** Like {@link #applyTo(byte[])} for a part of the array; all edits must lie within it. */
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
