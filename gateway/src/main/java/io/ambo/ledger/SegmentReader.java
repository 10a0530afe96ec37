package io.ambo.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Reads whole records, and stops at the first that is torn or damaged. */
final class SegmentReader {

    private static final int CHUNK = 256 * 1024;
    private static final long MOST_BYTES = 8L << 20;

    /**
     * Some records.
     *
     * @param next the offset after the last of them
     * @param damage what stands at {@code next}, if it cannot be read
     */
    record Reading(List<Entry> entries, long next, Optional<Damage> damage) {

        Reading {
            entries = List.copyOf(entries);
        }
    }

    /** Bytes of the file, and how many of them there are. */
    private record Chunk(byte[] bytes, int length) {

        int number(int at) {
            return ByteBuffer.wrap(bytes).getInt(at);
        }
    }

    private final Segment segment;
    private final long end;
    private final CRC32C checksum = new CRC32C();
    private final List<Entry> entries = new ArrayList<>();
    private long next;
    private Optional<Damage> damage = Optional.empty();

    private SegmentReader(Segment segment, long from, long end) {
        this.segment = segment;
        this.next = from;
        this.end = end;
    }

    /**
     * At most so many entries, and not many more than eight mebibytes of them, from an offset on, which is 0 or the
     * {@code next} of another reading.
     */
    static Reading read(Segment segment, long from, int most) throws IOException {
        var reader = new SegmentReader(segment, from, segment.committed());
        try (var file = segment.bytes()) {
            if (from == 0 && reader.end > 0) {
                reader.readHead(file);
            }
            while (reader.damage.isEmpty()
                    && reader.next < Math.min(reader.end, from + MOST_BYTES)
                    && reader.entries.size() < most) {
                reader.readChunk(file, most);
            }
        }
        return new Reading(reader.entries, reader.next, reader.damage);
    }

    private void readHead(Segment.Bytes file) throws IOException {
        var head = bytes(file, Segment.HEAD);
        if (head.length() < Segment.HEAD) {
            broken("the head is torn");
            return;
        }
        Segment.damageOf(ByteBuffer.wrap(head.bytes())).ifPresentOrElse(this::broken, () -> next = Segment.HEAD);
    }

    /** Reads the records that lie whole in the next chunk; a record that is larger than a chunk makes its own. */
    private void readChunk(Segment.Bytes file, int most) throws IOException {
        var chunk = bytes(file, (int) Math.min(CHUNK, end - next));
        var whole = records(chunk, most);
        if (whole > 0 || damage.isPresent()) {
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
        var large = bytes(file, Math.toIntExact(needed));
        if (records(large, entries.size() + 1) == 0 && damage.isEmpty()) {
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
            if (length > chunk.length() - at - Segment.RECORD_HEAD) {
                return count;
            }
            if (!record(chunk, at, length)) {
                return count;
            }
            at += Segment.RECORD_HEAD + length;
            next += Segment.RECORD_HEAD + (long) length;
            count++;
        }
        return count;
    }

    private boolean record(Chunk chunk, int at, int length) {
        var content = at + Segment.RECORD_HEAD;
        checksum.reset();
        checksum.update(chunk.bytes(), at, Integer.BYTES);
        checksum.update(chunk.bytes(), content, length);
        if ((int) checksum.getValue() != chunk.number(at + Integer.BYTES)) {
            broken("a record's checksum does not match");
            return false;
        }
        try {
            entries.add(EntryFormat.read(new Decoder(chunk.bytes(), content, content + length)));
            return true;
        } catch (IllegalArgumentException | ArithmeticException e) {
            broken(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void broken(String reason) {
        damage = Optional.of(new Damage(segment.name(), next, reason));
    }

    private Chunk bytes(Segment.Bytes file, int size) throws IOException {
        var bytes = new byte[size];
        var buffer = ByteBuffer.wrap(bytes);
        var read = 0;
        while (read >= 0 && buffer.hasRemaining()) {
            read = file.read(buffer, next + buffer.position());
        }
        return new Chunk(bytes, buffer.position());
    }
}
