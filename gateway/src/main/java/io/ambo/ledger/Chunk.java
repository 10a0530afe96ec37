package io.ambo.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Bytes of a file of the journal, and how many of them there are. */
record Chunk(byte[] bytes, int length) {

    /** So many bytes from that offset on, or fewer where the file ends before. */
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

    /** Whether the checksum of the record that begins there is right; all of it must be here. */
    boolean checks(int at) {
        var checksum = new CRC32C();
        checksum.update(bytes, at, Integer.BYTES);
        checksum.update(bytes, at + Segment.RECORD_HEAD, number(at));
        return (int) checksum.getValue() == number(at + Integer.BYTES);
    }

    /**
     * The content of the record that begins there.
     *
     * @param end where the reading stops at the latest
     */
    Decoder content(int at, int end) {
        return new Decoder(bytes, at + Segment.RECORD_HEAD, end);
    }

    /** The entry of the record that begins there; all of it must be here. */
    Entry entry(int at) {
        return EntryFormat.read(content(at, at + Segment.RECORD_HEAD + number(at)));
    }
}
