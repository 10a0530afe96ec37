package io.ambo.ledger;

import io.ambo.platform.PeriodicTask;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forces the journal to disk in the background at an interval: a power failure can lose only what was written since.
 * Lanes never wait for it.
 */
final class JournalSync implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JournalSync.class.getName());

    private final Path folder;
    private final Duration interval;
    private final Runnable trial;
    private final Queue<Segment> segments = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean newFiles = new AtomicBoolean();
    private final AtomicLong failures = new AtomicLong();
    private final PeriodicTask repeating;

    private JournalSync(Path folder, Duration interval, Runnable trial) {
        this.folder = folder;
        this.interval = interval;
        this.trial = trial;
        this.repeating = PeriodicTask.start("ambo-journal-sync", this::turn);
    }

    /**
     * Starts immediately.
     *
     * @param trial runs in each turn
     */
    static JournalSync start(Path folder, Duration interval, Runnable trial) {
        return new JournalSync(folder, interval, trial);
    }

    void add(Segment segment) {
        segments.add(segment);
        newFiles.set(true);
    }

    /** The number of failed attempts to force data to disk. */
    long failures() {
        return failures.get();
    }

    /** Forces finished files to disk and closes them; every lane must have finished. */
    @Override
    public void close() {
        repeating.close();
        turn();
    }

    private Duration turn() {
        if (newFiles.getAndSet(false) && !attempt(this::syncFolder)) {
            newFiles.set(true);
        }
        segments.removeIf(this::syncedForGood);
        trial.run();
        return interval;
    }

    /** A deleted file is left open for the drain, which can read its bytes only through the open file. */
    private boolean syncedForGood(Segment segment) {
        var last = segment.finished();
        if (segment.isGone()) {
            abandon(segment, last);
            return true;
        }
        attempt(segment::sync);
        if (last) {
            attempt(segment::close);
        }
        return last;
    }

    /** Data written to a deleted file is lost when the process ends, so its lane starts another file. */
    private static void abandon(Segment segment, boolean finished) {
        if (!finished) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the journal''s file {0} was taken away; another is begun",
                    segment.path());
            segment.distrust();
        }
    }

    /** A new file survives a power failure only once its folder has been synced too. */
    private void syncFolder() throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private interface Disk {
        void run() throws IOException;
    }

    private boolean attempt(Disk work) {
        try {
            work.run();
            return true;
        } catch (IOException e) {
            failures.incrementAndGet();
            LOG.log(System.Logger.Level.WARNING, "the journal could not be forced to disk", e);
            return false;
        }
    }
}
