package io.ambo.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads complete records and skips torn or damaged ranges between them. */
final class SegmentReader {

    private static final int CHUNK = 256 * 1024;
    private static final long MOST_BYTES = 8L << 20;

    /**
     * A batch of records.
     *
     * @param next the offset at which to continue
     * @param damages the unreadable ranges before {@code next}
     */
    record Reading(List<Entry> entries, long next, List<Damage> damages) {

        Reading {
            entries = List.copyOf(entries);
            damages = List.copyOf(damages);
        }
    }

    private final Segment segment;
    private final Segment.Bytes file;
    private final long end;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();
    private long next;
    private Optional<String> broken = Optional.empty();

    private SegmentReader(Segment segment, Segment.Bytes file, long from, long end) {
        this.segment = segment;
        this.file = file;
        this.next = from;
        this.end = end;
    }

    /**
     * Reads at most {@code most} entries, and not many more than eight mebibytes, from an offset, which is 0 or the
     * {@code next} of an earlier batch.
     */
    static Reading read(Segment segment, long from, int most) throws IOException {
        var end = segment.committed();
        try (var file = segment.bytes()) {
            var reader = new SegmentReader(segment, file, from, end);
            reader.read(most);
            return new Reading(reader.entries, reader.next, reader.damages);
        }
    }

    private void read(int most) throws IOException {
        var enough = Math.min(end, next + MOST_BYTES);
        if (next == 0 && end > 0) {
            readHead();
            passOver();
        }
        while (next < enough && entries.size() < most) {
            readChunk(most);
            passOver();
        }
    }

    /** Nothing was ever committed to a file with an incomplete header: its process died, and no entry is lost. */
    private void readHead() throws IOException {
        var head = Chunk.read(file, 0, (int) Math.min(Segment.HEAD, end));
        if (Segment.isBegunHead(head.bytes(), head.length())) {
            next = end;
        } else if (head.length() < Segment.HEAD) {
            broken("not a file of the journal");
        } else {
            Segment.damageOf(ByteBuffer.wrap(head.bytes())).ifPresentOrElse(this::broken, () -> next = Segment.HEAD);
        }
    }

    /** Reads the complete records in the next chunk; a record larger than a chunk gets a chunk of its own size. */
    private void readChunk(int most) throws IOException {
        var chunk = Chunk.read(file, next, (int) Math.min(CHUNK, end - next));
        var whole = records(chunk, most);
        if (whole > 0 || broken.isPresent()) {
            return;
        }
        if (chunk.length() < Segment.RECORD_HEAD) {
            broken("a record's head is torn");
            return;
        }
        var needed = Segment.RECORD_HEAD + (long) chunk.number(0);
        if (needed > end - next) {
            broken("a record is torn, or its length is damaged");
            return;
        }
        var large = Chunk.read(file, next, Math.toIntExact(needed));
        if (records(large, entries.size() + 1) == 0 && broken.isEmpty()) {
            broken("the file is shorter than it was");
        }
    }

    private int records(Chunk chunk, int most) {
        var count = 0;
        var at = 0;
        while (entries.size() < most && chunk.length() - at >= Segment.RECORD_HEAD) {
            var length = chunk.number(at);
            if (length <= 0) {
                broken("a record's length is damaged");
                return count;
            }
            if (length > chunk.length() - at - Segment.RECORD_HEAD || !record(chunk, at)) {
                return count;
            }
            at += Segment.RECORD_HEAD + length;
            next += Segment.RECORD_HEAD + (long) length;
            count++;
        }
        return count;
    }

    private boolean record(Chunk chunk, int at) {
        if (!chunk.checks(at)) {
            broken("a record's checksum does not match");
            return false;
        }
        try {
            entries.add(chunk.entry(at));
            return true;
        } catch (IllegalArgumentException | ArithmeticException e) {
            broken(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void broken(String reason) {
        broken = Optional.of(reason);
    }

    private void passOver() throws IOException {
        if (broken.isPresent()) {
            var found = new NextRecord(segment, file, end).from(next);
            damages.add(new Damage(segment.name(), next, found, broken.get()));
            next = found;
            broken = Optional.empty();
        }
    }
}
