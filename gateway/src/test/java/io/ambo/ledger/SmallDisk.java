package io.ambo.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk with little space, which accepts a few bytes at a time and may refuse to truncate. */
final class SmallDisk implements JournalFile.Maker {

    private static final int MOST_AT_ONCE = 7;

    volatile long room;
    boolean truncates = true;
    boolean forces = true;

    SmallDisk(long room) {
        this.room = room;
    }

    @Override
    public JournalFile make(Path path) throws IOException {
        var file = JournalFile.onDisk(path);
        return new JournalFile() {
            @Override
            public int read(ByteBuffer bytes, long offset) throws IOException {
                return file.read(bytes, offset);
            }

            @Override
            public int write(ByteBuffer bytes, long offset) throws IOException {
                var count = (int) Math.min(room, Math.min(MOST_AT_ONCE, bytes.remaining()));
                if (count == 0) {
                    throw new IOException("No space left on device");
                }
                var some = bytes.slice(bytes.position(), count);
                var written = file.write(some, offset);
                bytes.position(bytes.position() + written);
                room -= written;
                return written;
            }

            @Override
            public void truncate(long size) throws IOException {
                if (!truncates) {
                    throw new IOException("Input/output error");
                }
                file.truncate(size);
            }

            @Override
            public void force() throws IOException {
                if (!forces) {
                    throw new IOException("Input/output error");
                }
                file.force();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
