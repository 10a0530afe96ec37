package io.ambo.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file operations that the journal needs; tests replace them, for example to simulate a full disk. */
interface JournalFile extends Closeable {

    /** Reads bytes at that offset; returns their number, or a negative number at the end. */
    int read(ByteBuffer bytes, long offset) throws IOException;

    /** Writes some of the remaining bytes at that offset; returns their number. */
    int write(ByteBuffer bytes, long offset) throws IOException;

    void truncate(long size) throws IOException;

    /** Blocks until everything is on disk. */
    void force() throws IOException;

    /** Creates the files of the journal. */
    interface Maker {
        /** Creates a file; throws if it already exists. */
        JournalFile make(Path path) throws IOException;
    }

    /** A file of the file system. */
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
