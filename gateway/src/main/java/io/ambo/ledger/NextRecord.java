package io.ambo.ledger;

import java.io.IOException;

/**
 * Finds the next complete record after an unreadable position, byte by byte, because a length field may be damaged.
 *
 * <p>The checksum alone would be too weak for that: 32 bits are tried at millions of positions, and a caller may choose
 * text that looks like a record. So a record counts only if its length ends within the file, its content starts like an
 * entry of the run in the file's name, its checksum is right, and it can be parsed as an entry to its last byte. The
 * name of a run contains 80 random bits that are not disclosed to callers, so neither chance nor crafted text matches
 * it. Since a checksum is computed only where that name is found, a search takes time proportional to the file's size.
 */
final class NextRecord {

    private static final int WINDOW = 256 * 1024;

    /** A record's header and its entry's version, id and run fit in this many bytes. */
    private static final int BEGINNING = 1024;

    private final Segment segment;
    private final Segment.Bytes file;
    private final long end;

    NextRecord(Segment segment, Segment.Bytes file, long end) {
        this.segment = segment;
        this.file = file;
        this.end = end;
    }

    /** The offset of the first complete record at or after {@code offset}, or the end. */
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
