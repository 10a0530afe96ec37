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
 * A journal file: a header of sixteen bytes, then records of length (4 bytes), CRC-32C of length and content (4 bytes),
 * content; all numbers big-endian.
 *
 * <p>Three parties use it. A lane writes. The sync forces it to disk. The drain reads, never beyond
 * {@link #committed()}: what follows may be removed again.
 */
final class Segment {

    /** {@code AMBO-LOG}, the version of the layout, and four zero bytes. */
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

    /** Creates a file; if that fails, nothing is left of it. */
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

    /** Returns whether these bytes, fewer than a header has, are the start of one. */
    static boolean isBegunHead(byte[] bytes, int length) {
        return length < HEAD && Arrays.equals(bytes, 0, length, head(), 0, length);
    }

    /** What is wrong with a header, if anything. */
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

    /** Returns whether the file was deleted. Its content can be read until this segment is closed. */
    boolean isGone() {
        return Files.notExists(path);
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** Up to this offset the file contains complete, permanent records. */
    long committed() {
        return committed;
    }

    /** Returns whether no more will be written to it. */
    boolean finished() {
        return finished;
    }

    /** Marks it as unreliable, so that its lane starts another file at its next commit. */
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
     * Writes all these bytes, or removes what was written of them. If even that fails, the segment is finished, and
     * what follows {@link #committed()} is ignored.
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
     * Forces it to disk if something was written since the last time. If that fails, the file is distrusted: the system
     * may have dropped what it could not write, and a second attempt would then succeed without it.
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

    /** Closes the handle for writing and syncing; later reads open the file by name. */
    synchronized void close() throws IOException {
        closed = true;
        if (file != null) {
            file.close();
        }
    }

    /** The file's bytes; close after reading. */
    record Bytes(Reading reading, Closeable end) implements Closeable {

        /** Reads bytes at that offset; returns their number, or a negative number at the end. */
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
     * A deleted file is read through its writing handle. No other file is: that handle may be closed while others read,
     * and interrupting any of them would close it.
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
