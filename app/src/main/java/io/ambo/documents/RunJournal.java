package io.ambo.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which files a run has finished, in the output folder while it goes on, so that after a kill they are not done again. A
 * line a file; a last line without its end counts for nothing. It also keeps two runs from writing to one folder.
 */
final class RunJournal implements AutoCloseable {

    static final String NAME = ".ambo-mask.journal";

    private final Path file;
    private final FileChannel channel;
    private final Map<String, FileRecord> finished;

    private RunJournal(Path file, FileChannel channel, Map<String, FileRecord> finished) {
        this.file = file;
        this.channel = channel;
        this.finished = finished;
    }

    /**
     * Opens the journal of a folder; what it holds of a run with other settings is discarded.
     *
     * @throws Refusal another run writes to this folder
     */
    static RunJournal open(Path folder, String settings) throws IOException {
        var file = folder.resolve(NAME);
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.busy", folder);
        }
        var finished = new HashMap<String, FileRecord>();
        var kept = read(content(channel), settings, finished);
        channel.truncate(kept).position(kept);
        var journal = new RunJournal(file, channel, finished);
        if (kept == 0) {
            journal.append(
                    new JsonWriter().openObject().member("settings", settings).closeObject());
        }
        return journal;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Read by the channel that holds the lock: on POSIX systems closing any other one of this file would give it up. */
    private static byte[] content(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // on to the end
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Reads the whole lines; gives how many bytes are good. */
    private static int read(byte[] bytes, String settings, Map<String, FileRecord> finished) {
        var good = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                if (!line(bytes, good, i, settings, finished)) {
                    return good;
                }
                good = i + 1;
            }
        }
        return good;
    }

    private static boolean line(byte[] bytes, int from, int to, String settings, Map<String, FileRecord> finished) {
        try {
            var json = JsonIndex.of(bytes, from, to);
            if (from == 0) {
                return FileRecord.text(json, 0, "settings").equals(settings);
            }
            FileRecord.read(json, 0).ifPresent(it -> finished.put(it.path(), it));
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    /** What runs with these settings have finished before, by path. */
    Map<String, FileRecord> finished() {
        return finished;
    }

    /** Keeps that a file is finished. */
    void add(FileRecord record) throws IOException {
        var json = new JsonWriter();
        record.write(json);
        append(json);
    }

    private synchronized void append(JsonWriter json) throws IOException {
        var line = ByteBuffer.wrap((json + "\n").getBytes(UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    /** Removes it, since the manifest says everything. */
    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
