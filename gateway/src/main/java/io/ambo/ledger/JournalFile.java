package io.ambo.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file as the journal needs it; a test puts one in its place whose disk is full. */
interface JournalFile extends Closeable {

    /** Reads some of what stands at that offset, and says how much; less than nothing at the end. */
    int read(ByteBuffer bytes, long offset) throws IOException;

    /** Writes some of what remains at that offset, and says how much. */
    int write(ByteBuffer bytes, long offset) throws IOException;

    void truncate(long size) throws IOException;

    /** Waits until everything is on the disk. */
    void force() throws IOException;

    /** Makes the files of the journal. */
    interface Maker {
        /** A new file; one that is there already is an error. */
        JournalFile make(Path path) throws IOException;
    }

    /** The system's own files. */
    static JournalFile onDisk(Path path) throws IOException {
        var channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new JournalFile() {
            @Override
            public int read(ByteBuffer bytes, long offset) throws IOException {
                return channel.read(bytes, offset);
            }

            @Override
            public int write(ByteBuffer bytes, long offset) throws IOException {
                return channel.write(bytes, offset);
            }

            @Override
            public void truncate(long size) throws IOException {
                channel.truncate(size);
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
