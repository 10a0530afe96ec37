package io.ambo.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file of the journal: a head of sixteen bytes, then records of length (4 bytes), CRC-32C of length and content (4
 * bytes), content; all numbers with their high byte first.
 *
 * <p>Three sides know it. A lane writes. The sync forces it to disk. The drain reads, never beyond {@link #committed()}:
 * what lies behind that may be taken back.
 */
final class Segment {

    /** {@code AMBO-LOG}, the version of the layout, and four bytes that are zero. */
    static final int HEAD = 16;

    static final int VERSION = 1;

    /** Bytes before a record's content. */
    static final int RECORD_HEAD = 8;

    private static final byte[] MAGIC = "AMBO-LOG".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final @Nullable JournalFile file;
    private volatile long committed;
    private volatile boolean finished;
    private volatile boolean distrusted;
    private volatile boolean unsynced;
    private volatile boolean closed;

    private Segment(Path path, @Nullable JournalFile file, long committed) {
        this.path = path;
        this.file = file;
        this.committed = committed;
        this.finished = file == null;
    }

    /** A file that an earlier run left. */
    static Segment left(Path path, long size) {
        return new Segment(path, null, size);
    }

    /** A new file; nothing is left of it if it cannot be begun. */
    static Segment create(Path path, JournalFile.Maker maker) throws IOException {
        var file = maker.make(path);
        var segment = new Segment(path, file, 0);
        try {
            segment.write(head(), HEAD);
            return segment;
        } catch (IOException e) {
            file.close();
            Files.delete(path);
            throw e;
        }
    }

    static byte[] head() {
        return ByteBuffer.allocate(HEAD).put(MAGIC).putInt(VERSION).array();
    }

    /** Whether these bytes, fewer than a head has, are how one begins. */
    static boolean isBegunHead(byte[] bytes, int length) {
        return length < HEAD && Arrays.equals(bytes, 0, length, head(), 0, length);
    }

    /** What is wrong with a head, if something is. */
    static Optional<String> damageOf(ByteBuffer head) {
        var magic = new byte[MAGIC.length];
        head.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            return Optional.of("not a file of the journal");
        }
        var version = head.getInt();
        return version == VERSION
                ? Optional.empty()
                : Optional.of("layout version " + version + ", and this Ambo knows " + VERSION);
    }

    Path path() {
        return path;
    }

    /** Whether the file was taken away. What is in it can still be read as long as this is not closed. */
    boolean isGone() {
        return Files.notExists(path);
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** Up to here the file holds whole records for good. */
    long committed() {
        return committed;
    }

    /** Whether nothing will be written to it any more. */
    boolean finished() {
        return finished;
    }

    /** Something in it cannot be read, so its lane begins another when it next commits. */
    void distrust() {
        distrusted = true;
    }

    boolean isDistrusted() {
        return distrusted;
    }

    void finish() {
        finished = true;
    }

    /**
     * Writes all these bytes, or takes back what it wrote of them. If even that fails the segment is finished, and what
     * lies behind {@link #committed()} counts for nothing.
     */
    void write(byte[] bytes, int length) throws IOException {
        var open = open();
        var from = committed;
        try {
            var buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                open.write(buffer, from + buffer.position());
            }
        } catch (IOException e) {
            takeBack(open, from, e);
            throw e;
        }
        committed = from + length;
        unsynced = true;
    }

    /**
     * Forces it to disk if something was written since the last time. A file that the disk did not take is distrusted:
     * the system may have dropped what it could not write, and a second try would then succeed without it.
     */
    synchronized void sync() throws IOException {
        if (!unsynced || closed) {
            return;
        }
        unsynced = false;
        try {
            open().force();
        } catch (IOException e) {
            unsynced = true;
            distrusted = true;
            throw e;
        }
    }

    /** Nothing is written or forced to disk after this; what is read is read by the file's name. */
    synchronized void close() throws IOException {
        closed = true;
        if (file != null) {
            file.close();
        }
    }

    /** The file's bytes, to be closed after reading. */
    record Bytes(Reading reading, Closeable end) implements Closeable {

        /** Reads some of what stands at that offset, and says how much; less than nothing at the end. */
        interface Reading {
            int read(ByteBuffer into, long offset) throws IOException;
        }

        int read(ByteBuffer into, long offset) throws IOException {
            return reading.read(into, offset);
        }

        @Override
        public void close() throws IOException {
            end.close();
        }
    }

    /**
     * A file that was taken away is read by the handle that it is written with. No other is, for that handle is closed
     * while others read, and by the interruption of any of them.
     */
    Bytes bytes() throws IOException {
        try {
            var channel = FileChannel.open(path, StandardOpenOption.READ);
            return new Bytes(channel::read, channel);
        } catch (NoSuchFileException gone) {
            if (file == null || closed) {
                throw gone;
            }
            return new Bytes(file::read, () -> {});
        }
    }

    private void takeBack(JournalFile open, long size, IOException failure) {
        try {
            open.truncate(size);
        } catch (IOException second) {
            failure.addSuppressed(second);
            finished = true;
        }
    }

    private JournalFile open() throws IOException {
        if (file == null) {
            throw new IOException("an earlier run's file is only read: " + path);
        }
        return file;
    }
}
