package io.ambo.ledger;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A lane's journal: a batch in memory, written in a single write at commit, to a sequence of files of limited size.
 *
 * <p>Not thread-safe. If a commit fails, its batch is removed from memory and from the file; the next commit tries
 * again, in a new file if the old one could not be repaired.
 */
final class FileJournal implements Journal {

    private static final int FIRST_CAPACITY = 16 * 1024;
    private static final int KEPT_CAPACITY = 1024 * 1024;

    /** Supplies a lane's next file. */
    interface Segments {
        Segment next() throws IOException;
    }

    private final Segments segments;
    private final long segmentSize;
    private final CRC32C checksum = new CRC32C();
    private Encoder batch = new Encoder(FIRST_CAPACITY);
    private @Nullable Segment segment;

    /**
     * A journal that creates its first file at the first commit.
     *
     * @param segmentSize bytes; a file that would become larger is finished first
     */
    FileJournal(Segments segments, long segmentSize) {
        this.segments = segments;
        this.segmentSize = segmentSize;
    }

    @Override
    public void append(Entry entry) {
        var start = batch.reserve(Segment.RECORD_HEAD);
        try {
            EntryFormat.write(batch, entry);
            seal(start);
        } catch (RuntimeException e) {
            batch.truncate(start);
            throw e;
        }
    }

    @Override
    public void commit() throws IOException {
        if (batch.length() == 0) {
            return;
        }
        try {
            roomFor(batch.length()).write(batch.bytes(), batch.length());
        } finally {
            clear();
        }
    }

    /** Ends the journal; nothing may be written after this. */
    void finish() {
        var last = segment;
        if (last != null) {
            last.finish();
        }
    }

    private void seal(int start) {
        var content = start + Segment.RECORD_HEAD;
        batch.patch(start, batch.length() - content);
        checksum.reset();
        checksum.update(batch.bytes(), start, Integer.BYTES);
        checksum.update(batch.bytes(), content, batch.length() - content);
        batch.patch(start + Integer.BYTES, (int) checksum.getValue());
    }

    private Segment roomFor(int length) throws IOException {
        var open = segment;
        if (open != null && !open.finished()) {
            if (hasRoom(open, length)) {
                return open;
            }
            open.finish();
        }
        var next = segments.next();
        segment = next;
        return next;
    }

    private boolean hasRoom(Segment open, int length) {
        return !open.isDistrusted() && (open.committed() == Segment.HEAD || open.committed() + length <= segmentSize);
    }

    private void clear() {
        batch.truncate(0);
        if (batch.bytes().length > KEPT_CAPACITY) {
            batch = new Encoder(FIRST_CAPACITY);
        }
    }
}
