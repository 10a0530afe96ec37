package io.ambo.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Bytes of a journal file, and their number. */
record Chunk(byte[] bytes, int length) {

    /** Up to {@code size} bytes from that offset on, fewer at the end of the file. */
    static Chunk read(Segment.Bytes file, long from, int size) throws IOException {
        var bytes = new byte[size];
        var buffer = ByteBuffer.wrap(bytes);
        var read = 0;
        while (read >= 0 && buffer.hasRemaining()) {
            read = file.read(buffer, from + buffer.position());
        }
        return new Chunk(bytes, buffer.position());
    }

    int number(int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    /**
     * Returns whether the checksum of the record at that position is right; the chunk must contain the whole record.
     */
    boolean checks(int at) {
        var checksum = new CRC32C();
        checksum.update(bytes, at, Integer.BYTES);
        checksum.update(bytes, at + Segment.RECORD_HEAD, number(at));
        return (int) checksum.getValue() == number(at + Integer.BYTES);
    }

    /**
     * The content of the record at that position.
     *
     * @param end the limit for reading
     */
    Decoder content(int at, int end) {
        return new Decoder(bytes, at + Segment.RECORD_HEAD, end);
    }

    /** The entry of the record at that position; the chunk must contain the whole record. */
    Entry entry(int at) {
        return EntryFormat.read(content(at, at + Segment.RECORD_HEAD + number(at)));
    }
}
