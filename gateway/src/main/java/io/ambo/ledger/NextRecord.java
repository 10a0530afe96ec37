package io.ambo.ledger;

import java.io.IOException;

/**
 * Looks for the next whole record behind a place that cannot be read: byte by byte, for a length may be what is damaged.
 *
 * <p>The checksum alone would be too weak for that: 32 bits are tried at millions of places, and a caller may choose a
 * text that looks like a record. So a record counts only if its length ends within the file, its content begins like an
 * entry of the run that the file is named after, its checksum is right, and it can be read as an entry to its last byte.
 * The name of a run holds 80 random bits that callers are not told: neither chance nor such a text meets it. As a
 * checksum is computed only where that name stands, a search takes time in proportion to the file.
 */
final class NextRecord {

    private static final int WINDOW = 256 * 1024;

    /** A record's head, its entry's version, id and run lie within so many bytes. */
    private static final int BEGINNING = 1024;

    private final Segment segment;
    private final Segment.Bytes file;
    private final long end;

    NextRecord(Segment segment, Segment.Bytes file, long end) {
        this.segment = segment;
        this.file = file;
        this.end = end;
    }

    /** The offset of the first whole record that begins there or later, or the end. */
    long from(long offset) throws IOException {
        var at = offset;
        while (at < end) {
            var window = Chunk.read(file, at, (int) Math.min(WINDOW, end - at));
            var isLast = window.length() < WINDOW;
            var places = isLast ? window.length() : WINDOW - BEGINNING;
            for (var place = 0; place < places; place++) {
                if (begins(window, place, at + place) && isWhole(at + place, window.number(place))) {
                    return at + place;
                }
            }
            at = isLast ? end : at + places;
        }
        return end;
    }

    private boolean begins(Chunk window, int place, long offset) {
        var content = place + Segment.RECORD_HEAD;
        if (content >= window.length() || !EntryFormat.isKnown(window.bytes()[content])) {
            return false;
        }
        var length = window.number(place);
        return length > 0
                && length <= end - offset - Segment.RECORD_HEAD
                && isOfRun(window.content(place, Math.min(window.length(), content + Math.min(length, BEGINNING))));
    }

    private boolean isOfRun(Decoder content) {
        try {
            return segment.name().startsWith(EntryFormat.readRun(content) + "-");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private boolean isWhole(long offset, int length) throws IOException {
        var size = Segment.RECORD_HEAD + length;
        var record = Chunk.read(file, offset, size);
        return record.length() == size && record.checks(0) && canBeRead(record);
    }

    private static boolean canBeRead(Chunk record) {
        try {
            record.entry(0);
            return true;
        } catch (IllegalArgumentException | ArithmeticException _) {
            return false;
        }
    }
}
